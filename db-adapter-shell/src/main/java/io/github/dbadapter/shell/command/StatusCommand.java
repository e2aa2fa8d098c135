package io.github.dbadapter.shell.command;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Tells where one stands, without changing or checking anything.
 */
@Command(name = "status", description = "Tell the active profile and whether its database answers.")
final class StatusCommand extends ProfileCommand {

	private final Profiles profiles;

	StatusCommand(Profiles profiles) {
		this.profiles = profiles;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		ResolvedProfile resolved = this.profiles.resolve(profileName());
		LockFile lockFile = this.profiles.lockFile();
		String locked = lockFile.read().orElse(null);
		try {
			ServerFacts server = scope.await(ServerFacts.ask(resolved.profile().administrativeDatabase()));
			return new StatusResult(profileName(), resolved, lockFile.toString(), locked, server, null);
		}
		catch (DatabaseUnavailableException | InvalidInputException ex) {
			return new StatusResult(profileName(), resolved, lockFile.toString(), locked, null, ex);
		}
	}

}
