package io.github.dbadapter.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Tells connection details that come with a running service from those that Spring Boot
 * has made of properties.
 */
final class ServiceConnections {

	private static final String JDBC_DETAILS = "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails";

	private static final String OF_PROPERTIES = "org.springframework.boot.jdbc.autoconfigure.PropertiesJdbcConnectionDetails";

	private ServiceConnections() {
	}

	static boolean provideJdbc(ConfigurableListableBeanFactory beanFactory) {
		ClassLoader classLoader = beanFactory.getBeanClassLoader();
		if (!ClassUtils.isPresent(JDBC_DETAILS, classLoader)) {
			return false;
		}
		Class<?> details = ClassUtils.resolveClassName(JDBC_DETAILS, classLoader);
		for (String name : beanFactory.getBeanNamesForType(details, true, false)) {
			Class<?> type = beanFactory.getType(name, false);
			if (type == null || !type.getName().equals(OF_PROPERTIES)) {
				return true;
			}
		}
		return false;
	}

}
