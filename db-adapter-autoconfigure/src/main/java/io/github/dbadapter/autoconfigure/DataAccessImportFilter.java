package io.github.dbadapter.autoconfigure;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/**
 * Keeps Spring Boot from making an R2DBC connection factory in an application that has a
 * {@code DataSource}, or needs none: the factory would make Boot's
 * {@code DataSourceAutoConfiguration} back off, and with it JPA and Flyway. It has to be
 * decided here because no condition can be added to a class of Boot's.
 */
class DataAccessImportFilter implements AutoConfigurationImportFilter, BeanFactoryAware, EnvironmentAware {

	static final String R2DBC_AUTO_CONFIGURATION = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration";

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	private @Nullable Environment environment;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		boolean[] match = new boolean[autoConfigurationClasses.length];
		Arrays.fill(match, true);
		int index = Arrays.asList(autoConfigurationClasses).indexOf(R2DBC_AUTO_CONFIGURATION);
		if (index >= 0) {
			Assert.state(this.environment != null && this.beanFactory != null,
					"Neither environment nor beans are known");
			match[index] = DataAccess.detect(this.environment, this.beanFactory) == DataAccess.R2DBC;
		}
		return match;
	}

}
