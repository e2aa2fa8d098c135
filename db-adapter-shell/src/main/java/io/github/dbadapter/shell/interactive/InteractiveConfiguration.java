package io.github.dbadapter.shell.interactive;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.shell.cli.CommandRunner;
import io.github.dbadapter.shell.cli.ShellConsole;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.CommandCompleter;
import org.springframework.shell.jline.PromptProvider;

/**
 * What the interactive shell puts in the place of Spring Shell's defaults. Nothing of it
 * is created for a single command.
 */
@Configuration(proxyBeanMethods = false)
class InteractiveConfiguration {

	/** Boot creates beans of this type at once unless each says otherwise. */
	@Bean
	@Lazy
	CommandRegistry commandRegistry(CommandRunner runner, ShellConsole console, Terminal terminal) {
		return new ShellCommandRegistry(runner,
				console.withWidth(terminal::getWidth).withQuestions(new TerminalQuestions(terminal)));
	}

	@Bean
	CommandParser commandParser() {
		return new WordsParser();
	}

	@Bean
	CommandCompleter commandCompleter(CommandRegistry registry, CommandRunner runner) {
		return new ModelCompleter(registry, runner.model());
	}

	@Bean
	PromptProvider promptProvider(Profiles profiles) {
		return new ProfilePrompt(profiles);
	}

	@Bean
	InteractiveShell interactiveShell(LineReader reader, PromptProvider prompt, CommandParser parser,
			CommandRegistry registry) {
		return new InteractiveShell(reader, prompt, parser, registry);
	}

}
