package io.github.dbadapter.shell.cli;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.shell.render.Screen;
import org.jspecify.annotations.Nullable;

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
	 * Returns why there is no more to tell. Its message goes to standard error, in
	 * addition to the result in its format.
	 * @return the failure, {@code null} if nothing failed
	 */
	default @Nullable DbAdapterException failure() {
		return null;
	}

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

	/**
	 * Returns what {@code --output sql} prints, of a command that says it can.
	 * @return a script that psql runs as it stands
	 */
	default String script() {
		throw new UnsupportedOperationException("This result is no script");
	}

	/**
	 * Goes on when this result has been printed, after asking whoever sits at the
	 * terminal. Only called for text.
	 * @param scope what belongs to this run alone
	 * @return the result of what was done, {@code null} when that was all
	 */
	default @Nullable CommandResult goOn(CommandScope scope) {
		return null;
	}

}
