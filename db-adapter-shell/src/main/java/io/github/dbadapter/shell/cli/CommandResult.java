package io.github.dbadapter.shell.cli;

import io.github.dbadapter.shell.render.Screen;

/**
 * What a command found, and how that looks in each format.
 */
public interface CommandResult {

	/**
	 * Returns the exit status.
	 * @return the status
	 */
	ExitStatus status();

	/**
	 * Returns what {@code --output json} prints.
	 * @return a tree of maps, lists, records and scalars, without secrets
	 */
	Object document();

	/**
	 * Prints the result for people.
	 * @param screen where to
	 */
	void print(Screen screen);

}
