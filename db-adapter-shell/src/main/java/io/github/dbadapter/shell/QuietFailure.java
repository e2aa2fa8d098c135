package io.github.dbadapter.shell;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Keeps Spring Boot from reporting a failed start, which {@link StartupFailure} tells in
 * one line. Where the environment itself fails, logging is not yet configured, and would
 * print the report to standard output.
 */
final class QuietFailure implements ApplicationListener<ApplicationFailedEvent>, Ordered {

	@Override
	public void onApplicationEvent(ApplicationFailedEvent event) {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
	}

	/** After Boot's own listener, which resets logging. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
