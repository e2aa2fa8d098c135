package io.github.dbadapter.shell.cli;

import org.jspecify.annotations.Nullable;

/**
 * Asks whoever sits at the terminal.
 */
@FunctionalInterface
public interface Questions {

	/**
	 * Asks and waits for a line.
	 * @param question the question, on one line
	 * @return the answer without blanks around it, {@code null} when there is none
	 */
	@Nullable String ask(String question);

}
