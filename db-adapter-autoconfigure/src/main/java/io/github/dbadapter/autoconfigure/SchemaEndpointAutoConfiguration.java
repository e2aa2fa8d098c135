package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.actuate.SchemaEndpoint;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.validate.SchemaChecks;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the schema endpoint.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SchemaAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(SchemaEndpoint.class)
@EnableConfigurationProperties(SchemaEndpointProperties.class)
public final class SchemaEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SchemaEndpoint dbAdapterSchemaEndpoint(Profiles profiles, SchemaChecks checks,
			SchemaEndpointProperties properties) {
		return new SchemaEndpoint(checks, profiles.names(), ActiveProfile.name(profiles), properties.showValues(),
				properties.roles());
	}

}
