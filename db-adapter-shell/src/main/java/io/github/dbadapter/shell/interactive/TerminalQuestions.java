package io.github.dbadapter.shell.interactive;

import io.github.dbadapter.shell.cli.Questions;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Asks at the prompt, without completion, and without a trace in the history.
 */
final class TerminalQuestions implements Questions {

	private final Terminal terminal;

	TerminalQuestions(Terminal terminal) {
		this.terminal = terminal;
	}

	@Override
	public @Nullable String ask(String question) {
		try {
			return LineReaderBuilder.builder().terminal(this.terminal).build().readLine(question).strip();
		}
		catch (UserInterruptException | EndOfFileException ex) {
			return null;
		}
	}

}
