package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.actuate.FixMetrics;
import io.github.dbadapter.actuate.SchemaMetrics;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of the schema checks.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SchemaAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(ProfileValidation.class)
public final class SchemaMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SchemaMetrics dbAdapterSchemaMetrics(SchemaChecks checks, Profiles profiles) {
		return new SchemaMetrics(checks, ActiveProfile.name(profiles));
	}

	@Bean
	@ConditionalOnMissingBean
	FixMetrics dbAdapterFixMetrics() {
		return new FixMetrics();
	}

}
