package io.github.dbadapter.shell.command;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Services that only commands use.
 */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

	@Bean
	TableCounts tableCounts() {
		return new TableCounts(Duration.ofSeconds(30));
	}

}
