package io.github.dbadapter.autoconfigure;

import java.util.List;

import io.github.dbadapter.profile.ResolvedProfile;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * How an application reaches its database, told from its configuration and from the beans
 * that it declares itself, before any auto-configuration has run.
 */
enum DataAccess {

	/** By R2DBC: Spring Boot shall make a connection factory. */
	R2DBC,

	/** By a {@code DataSource}, of which we are only a guest. */
	JDBC,

	/** By Supabase's REST interface, also if there is a direct connection beside it. */
	REST;

	private static final String R2DBC_URL = "spring.r2dbc.url";

	private static final List<String> DATA_SOURCE_PROPERTIES = List.of("spring.datasource.url",
			"spring.datasource.jndi-name");

	private static final String CONNECTION_FACTORY = "io.r2dbc.spi.ConnectionFactory";

	private static final String R2DBC_DETAILS = "org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails";

	private static final String DATA_SOURCE = "javax.sql.DataSource";

	private static final String JDBC_DETAILS = "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails";

	static DataAccess detect(Environment environment, ConfigurableListableBeanFactory beanFactory) {
		DeclaredBeans beans = new DeclaredBeans(beanFactory);
		if (beans.contain(CONNECTION_FACTORY)) {
			return R2DBC;
		}
		boolean hasDetails = beans.contain(R2DBC_DETAILS);
		DataAccess ofProfile = (isRest(environment) && !hasDetails) ? REST : R2DBC;
		if (hasR2dbcUrl(environment)) {
			return ofProfile;
		}
		if (DATA_SOURCE_PROPERTIES.stream().anyMatch((property) -> hasText(environment, property))) {
			return JDBC;
		}
		return (!hasDetails && (beans.contain(JDBC_DETAILS) || beans.contain(DATA_SOURCE))) ? JDBC : ofProfile;
	}

	static boolean hasR2dbcUrl(Environment environment) {
		return hasText(environment, R2DBC_URL);
	}

	/** A placeholder that cannot be resolved is the business of those who need it. */
	private static boolean hasText(Environment environment, String property) {
		try {
			return StringUtils.hasText(environment.getProperty(property));
		}
		catch (IllegalArgumentException ex) {
			return true;
		}
	}

	/** Whether the profile that the environment makes active is one of Supabase. */
	static boolean isRest(Environment environment) {
		ResolvedProfile active = ActiveProfile.find(ConfiguredProfiles.read(environment));
		return active != null && active.profile().supabase() != null;
	}

}
