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

	/**
	 * Reactor Netty 1.3.6 stops to read from a connection when a request comes while the
	 * response before it is being ended, which happens on a busy machine: the next
	 * request on that connection is never answered (reactor-netty#4361).
	 */
	private static final String ONE_REQUEST_A_CONNECTION = "server.netty.max-keep-alive-requests=1";

	private TestApplications() {
	}

	static ConfigurableApplicationContext run(WebApplicationType type, Map<String, String> variables,
			Class<?> application, String... properties) {
		return new SpringApplicationBuilder(application).web(type)
			.environment(TestEnvironment.withVariables(variables))
			.properties("db.lock-file=none", "db.config-file=none", "spring.main.banner-mode=off", "server.port=0",
					"spring.liquibase.enabled=false", ONE_REQUEST_A_CONNECTION)
			.run(Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	static ConfigurableApplicationContext run(Class<?> application, String... properties) {
		return run(WebApplicationType.NONE, Map.of(), application, properties);
	}

}
