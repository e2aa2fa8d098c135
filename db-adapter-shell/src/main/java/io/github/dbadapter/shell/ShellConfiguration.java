package io.github.dbadapter.shell;

import io.github.dbadapter.shell.cli.CommandRunner;
import io.github.dbadapter.shell.command.Commands;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Joins the commands with the services that Spring Boot configures.
 */
@Configuration(proxyBeanMethods = false)
class ShellConfiguration {

	@Bean
	CommandRunner commandRunner(AutowireCapableBeanFactory beans, Environment environment) {
		return new CommandRunner(Commands.ALL, new BeanCreatingFactory(beans),
				environment.getProperty("db.env-prefix", ""));
	}

	/** Gives the program's own classes what their constructors ask for. */
	private record BeanCreatingFactory(AutowireCapableBeanFactory beans) implements IFactory {

		@Override
		public <K> K create(Class<K> type) throws Exception {
			return type.getPackageName().equals(Commands.class.getPackageName()) ? this.beans.createBean(type)
					: CommandLine.defaultFactory().create(type);
		}

	}

}
