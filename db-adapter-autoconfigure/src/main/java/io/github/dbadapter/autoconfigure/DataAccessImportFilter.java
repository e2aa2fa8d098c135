package io.github.dbadapter.autoconfigure;

import java.util.Arrays;
import java.util.List;

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
 * {@code DataSourceAutoConfiguration} back off, and with it JPA and Flyway. Where there
 * is only REST that one is kept away as well, since it would demand a URL. It has to be
 * decided here because no condition can be added to a class of Boot's.
 */
class DataAccessImportFilter implements AutoConfigurationImportFilter, BeanFactoryAware, EnvironmentAware {

	static final String R2DBC_AUTO_CONFIGURATION = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration";

	static final String DATA_SOURCE_AUTO_CONFIGURATION = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

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
		List<@Nullable String> classes = Arrays.asList(autoConfigurationClasses);
		int factory = classes.indexOf(R2DBC_AUTO_CONFIGURATION);
		int dataSource = classes.indexOf(DATA_SOURCE_AUTO_CONFIGURATION);
		if (factory < 0 && dataSource < 0) {
			return match;
		}
		Assert.state(this.environment != null && this.beanFactory != null, "Neither environment nor beans are known");
		DataAccess access = DataAccess.detect(this.environment, this.beanFactory);
		if (factory >= 0) {
			match[factory] = access == DataAccess.R2DBC;
		}
		if (dataSource >= 0) {
			match[dataSource] = access != DataAccess.REST;
		}
		return match;
	}

}
