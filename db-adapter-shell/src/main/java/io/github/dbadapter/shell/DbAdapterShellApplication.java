package io.github.dbadapter.shell;

import java.util.List;
import java.util.Map;

import io.github.dbadapter.autoconfigure.ProfileR2dbcAutoConfiguration;
import io.github.dbadapter.autoconfigure.SchemaStartupAutoConfiguration;
import io.github.dbadapter.shell.cli.ShellConsole;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcRepositoriesAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcInitializationAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The program {@code db-adapter}. Without the auto-configurations of the data plane: a
 * command works on a connection of its own, so a pool would only cost time. And without
 * the check of the schema at start-up: here it is checked on demand.
 *
 * @since 0.1.0
 */
@SpringBootApplication(exclude = { ProfileR2dbcAutoConfiguration.class, SchemaStartupAutoConfiguration.class,
		R2dbcAutoConfiguration.class, R2dbcInitializationAutoConfiguration.class,
		R2dbcTransactionManagerAutoConfiguration.class, DataR2dbcAutoConfiguration.class,
		DataR2dbcRepositoriesAutoConfiguration.class, PersistenceExceptionTranslationAutoConfiguration.class,
		TransactionAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
		AopAutoConfiguration.class, JmxAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
		TaskSchedulingAutoConfiguration.class })
public class DbAdapterShellApplication {

	public static void main(String[] args) {
		ShellConsole console = StandardStreams.open();
		// not the shutdown of a thread pool somewhere, but the status decides when it is
		// over
		System.exit(run(List.of(args), console, Map.of()));
	}

	/**
	 * Runs the program.
	 * @param words the arguments; none for the interactive shell
	 * @param console where its output goes
	 * @param defaults properties for what no other source says
	 * @return the exit status
	 */
	static int run(List<String> words, ShellConsole console, Map<String, Object> defaults) {
		SpringApplication application = new SpringApplication(DbAdapterShellApplication.class);
		application.setAddCommandLineProperties(false);
		application.setDefaultProperties(defaults);
		application.addListeners(new ShellEnvironment(words), new QuietFailure());
		application.addInitializers((context) -> context.getBeanFactory().registerSingleton("shellConsole", console));
		try (ConfigurableApplicationContext context = application.run(words.toArray(String[]::new))) {
			return SpringApplication.exit(context);
		}
		catch (Throwable failure) {
			return StartupFailure.report(failure, words, console);
		}
	}

}
