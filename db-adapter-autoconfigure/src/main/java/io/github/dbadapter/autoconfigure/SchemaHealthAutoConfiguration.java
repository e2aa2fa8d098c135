package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.health.DownOn;
import io.github.dbadapter.health.SchemaHealthIndicator;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SchemaChecks;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of the active
 * profile's schema.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SchemaAutoConfiguration.class)
@ConditionalOnClass({ ReactiveHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(ProfileValidation.class)
@ConditionalOnEnabledHealthIndicator("dbschema")
public final class SchemaHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "dbSchemaHealthIndicator", "dbSchemaHealthContributor" })
	SchemaHealthIndicator dbSchemaHealthIndicator(SchemaChecks checks, Profiles profiles,
			DbSchemaProperties properties) {
		return new SchemaHealthIndicator(checks, ActiveProfile.name(profiles),
				DownOn.valueOf(properties.health().downOn().name()));
	}

}
