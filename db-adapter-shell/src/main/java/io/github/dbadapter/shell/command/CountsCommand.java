package io.github.dbadapter.shell.command;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import picocli.CommandLine.Command;

/**
 * Counts the rows of every table.
 */
@Command(name = "counts", description = "Count the rows of every table.")
final class CountsCommand extends ProfileCommand {

	private final Profiles profiles;

	private final TableCounts counts;

	CountsCommand(Profiles profiles, TableCounts counts) {
		this.profiles = profiles;
		this.counts = counts;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		ResolvedProfile resolved = this.profiles.resolve(profileName());
		return new CountsResult(resolved, scope.await(this.counts.count(resolved.profile().administrativeDatabase())));
	}

}
