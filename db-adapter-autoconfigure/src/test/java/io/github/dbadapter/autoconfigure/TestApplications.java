package io.github.dbadapter.autoconfigure;

import java.util.Arrays;
import java.util.Map;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts whole applications as a user would, with the variables that a test chooses.
 */
final class TestApplications {

	private TestApplications() {
	}

	static ConfigurableApplicationContext run(WebApplicationType type, Map<String, String> variables,
			Class<?> application, String... properties) {
		return new SpringApplicationBuilder(application).web(type)
			.environment(TestEnvironment.withVariables(variables))
			.properties("db.lock-file=none", "db.config-file=none", "spring.main.banner-mode=off", "server.port=0",
					"spring.liquibase.enabled=false")
			.run(Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	static ConfigurableApplicationContext run(Class<?> application, String... properties) {
		return run(WebApplicationType.NONE, Map.of(), application, properties);
	}

}
