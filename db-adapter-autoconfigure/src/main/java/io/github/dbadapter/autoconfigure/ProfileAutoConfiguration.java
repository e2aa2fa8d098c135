package io.github.dbadapter.autoconfigure;

import javax.sql.DataSource;

import io.github.dbadapter.profile.Profiles;
import io.r2dbc.spi.ConnectionFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the profiles.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@EnableConfigurationProperties(DbProperties.class)
public final class ProfileAutoConfiguration {

	@Bean
	static ConfigurationPropertiesBindHandlerAdvisor dbAdapterStrayVariables(Environment environment) {
		return (parent) -> new StrayVariableBindHandler(parent, environment);
	}

	@Bean
	@ConditionalOnMissingBean
	Profiles dbAdapterProfiles(Environment environment, DbProperties properties,
			ObjectProvider<R2dbcConnectionDetails> details, ObjectProvider<ConnectionFactory> connectionFactory,
			ObjectProvider<DataSource> dataSource, ConfigurableListableBeanFactory beanFactory) {
		Profiles configured = ConfiguredProfiles.read(environment, properties);
		if (isPresent(R2dbcConnectionDetails.class, beanFactory) || isPresent(ConnectionFactory.class, beanFactory)) {
			return new R2dbcApplicationConnection(details, connectionFactory).apply(configured);
		}
		return new JdbcApplicationConnection(dataSource, ServiceConnections.provideJdbc(beanFactory)).apply(configured);
	}

	@Bean
	ActiveProfileReport dbAdapterActiveProfileReport(ObjectProvider<Profiles> profiles) {
		return new ActiveProfileReport(profiles);
	}

	private static boolean isPresent(Class<?> type, ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.getBeanNamesForType(type, true, false).length > 0;
	}

}
