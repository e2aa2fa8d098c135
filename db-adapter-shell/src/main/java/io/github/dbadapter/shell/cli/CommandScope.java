package io.github.dbadapter.shell.cli;

import java.util.Map;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.shell.render.Tone;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * What belongs to one run of a command: its console and the options that all commands
 * share.
 */
public final class CommandScope {

	private final ShellConsole console;

	private final CommonOptions options;

	private final boolean nested;

	CommandScope(ShellConsole console, CommonOptions options, boolean nested) {
		this.console = console;
		this.options = options;
		this.nested = nested;
	}

	public ShellConsole console() {
		return this.console;
	}

	public OutputFormat format() {
		return this.options.output();
	}

	/**
	 * Whether the command is a line of a file of commands.
	 * @return whether it runs inside another command
	 */
	public boolean isNested() {
		return this.nested;
	}

	Map<String, String> sharedOptions() {
		return this.options.asDefaults();
	}

	/**
	 * Tells the user something that is not part of the result, on standard error.
	 * @param text one line
	 */
	public void notice(String text) {
		this.console.messages().line(Tone.FAINT, text);
		this.console.err().flush();
	}

	/**
	 * Waits for reactive work. An interrupt cancels it, and with it the running
	 * statement.
	 * @param work work that yields one value
	 * @param <T> type of the value
	 * @return the value
	 * @throws DbAdapterException if the wait is interrupted
	 */
	public <T> T await(Mono<T> work) {
		try {
			T value = work.block();
			if (value == null) {
				throw new IllegalStateException("Work that should yield a value was empty");
			}
			return value;
		}
		catch (RuntimeException ex) {
			if (Exceptions.unwrap(ex) instanceof InterruptedException) {
				throw new DbAdapterException("Cancelled", ex);
			}
			throw ex;
		}
	}

}
