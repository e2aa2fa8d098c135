package io.github.dbadapter.autoconfigure;

import java.util.Map;

import io.r2dbc.spi.ConnectionFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that makes the active profile the
 * database of a reactive application. Spring Boot builds pool, transaction manager,
 * template, health and metrics from it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = R2dbcAutoConfiguration.class, after = ProfileAutoConfiguration.class)
@Conditional(OnActiveProfileCondition.class)
@ConditionalOnMissingBean({ R2dbcConnectionDetails.class, ConnectionFactory.class })
public final class ProfileR2dbcAutoConfiguration {

	@Bean
	ProfileConnectionDetails dbAdapterConnectionDetails(Environment environment,
			ObjectProvider<R2dbcProperties> properties) {
		return new ProfileConnectionDetails(ConfiguredProfiles.read(environment),
				properties.stream().findFirst().map(R2dbcProperties::getProperties).orElse(Map.of()));
	}

	@Bean
	static PoolDefaults dbAdapterPoolDefaults() {
		return new PoolDefaults();
	}

}
