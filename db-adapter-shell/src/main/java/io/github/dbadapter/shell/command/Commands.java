package io.github.dbadapter.shell.command;

import java.util.List;

import io.github.dbadapter.shell.cli.ShellCommand;

/**
 * The commands of the program.
 */
public final class Commands {

	/**
	 * All commands, in the order in which help shows them.
	 */
	public static final List<Class<? extends ShellCommand>> ALL = List.of(ConnectCommand.class, StatusCommand.class,
			ProfilesCommand.class, CountsCommand.class, ValidateCommand.class, FixCommand.class, SnapshotCommand.class,
			BackupCommand.class, ValidateBackupCommand.class, RestoreCommand.class, SyncCommand.class,
			CompareCommand.class, RunCommand.class);

	private Commands() {
	}

}
