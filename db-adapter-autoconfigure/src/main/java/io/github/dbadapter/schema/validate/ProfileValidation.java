package io.github.dbadapter.schema.validate;

import io.github.dbadapter.profile.ResolvedProfile;
import reactor.core.publisher.Mono;

/**
 * Validates a profile's database against what is expected of it. An application may
 * declare one as a bean to decide by itself what is expected. Implementations are safe
 * for concurrent use.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProfileValidation {

	/**
	 * Validates the database.
	 * @param profile the profile
	 * @return the report, once per subscription, or empty when nothing is expected
	 */
	Mono<ValidationReport> validate(ResolvedProfile profile);

}
