package io.github.dbadapter.schema.validate;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import org.jspecify.annotations.Nullable;
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

	/**
	 * Makes what is expected of the database ready to be compared, so that the database
	 * can be repaired. Unless overridden that is not possible. Cold.
	 * @param profile the profile
	 * @return the comparison, once; fails with {@link InvalidInputException} when this
	 * validation can only report
	 */
	default Mono<SchemaComparison> prepare(ResolvedProfile profile) {
		return Mono.error(() -> new InvalidInputException(
				"What is expected of profile '%s' is decided by the application itself, which only reports: set db.schema.file to repair the schema"
					.formatted(profile.name())));
	}

	/**
	 * Returns the one source of what is expected of all profiles.
	 * @return the source, {@code null} when there is no such
	 */
	default @Nullable ExpectedSchemaSource source() {
		return null;
	}

}
