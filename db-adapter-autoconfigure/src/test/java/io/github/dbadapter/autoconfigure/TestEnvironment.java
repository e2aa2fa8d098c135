package io.github.dbadapter.autoconfigure;

import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * An environment with variables that a test chooses, of the very type that Spring Boot
 * uses for the real ones, because relaxed binding depends on it.
 */
final class TestEnvironment {

	private TestEnvironment() {
	}

	static StandardEnvironment withVariables(Map<String, String> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(variables)));
		return environment;
	}

	/**
	 * Creates an environment.
	 * @param variables environment variables
	 * @param file what a configuration file says, with less weight
	 * @return the environment
	 */
	static StandardEnvironment of(Map<String, String> variables, Map<String, String> file) {
		StandardEnvironment environment = withVariables(variables);
		environment.getPropertySources().addLast(new MapPropertySource("file", Map.copyOf(file)));
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
