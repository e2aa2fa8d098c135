package io.github.dbadapter.shell.cli;

/**
 * One command: a class with picocli's annotations for its name, options and parameters, a
 * constructor for the services that it calls, and this method. Created anew for each run.
 * It must not print: what it found out, it returns.
 */
public interface ShellCommand {

	/**
	 * Does the work. May block: the shell is the edge where reactive work is waited for.
	 * @param scope what belongs to this run alone
	 * @return what was found
	 */
	CommandResult run(CommandScope scope);

	/**
	 * Whether its result can be printed as SQL.
	 * @return whether results have a script
	 */
	default boolean writesSql() {
		return false;
	}

}
