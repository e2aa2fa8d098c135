package io.github.dbadapter.autoconfigure;

import java.nio.file.Path;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.fix.FixServices;
import io.github.dbadapter.schema.fix.SchemaFixedEvent;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SchemaChecks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the repair of schemas. Nothing
 * is repaired until somebody asks for it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SchemaAutoConfiguration.class)
@EnableConfigurationProperties(DbFixProperties.class)
public final class SchemaFixAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FixServices dbAdapterFixServices(Profiles profiles, ObjectProvider<ProfileValidation> expectation,
			DbFixProperties properties, Environment environment, SchemaChecks checks,
			ApplicationEventPublisher events) {
		Path backups = Binder.get(environment).bind("db.backup.directory", Path.class).orElse(null);
		return new FixServices(profiles, expectation::getIfAvailable, properties.words(), properties.approval(backups),
				(event) -> {
					recheck(event, checks);
					events.publishEvent(event);
				});
	}

	/** Nobody shall read for minutes of drift that is gone. */
	private static void recheck(SchemaFixedEvent event, SchemaChecks checks) {
		if (event.outcome() == SchemaFixedEvent.Outcome.APPLIED && event.profile() != null
				&& checks.checkedProfiles().contains(event.profile())) {
			checks.recheck(event.profile()).subscribe();
		}
	}

}
