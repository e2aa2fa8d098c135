package io.github.dbadapter.shell.command;

import java.util.Collection;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Lists the profiles without connecting to any.
 */
@Command(name = "profiles", description = "List the profiles and tell which one is active.")
final class ProfilesCommand extends ProfileCommand {

	private final Profiles profiles;

	ProfilesCommand(Profiles profiles) {
		this.profiles = profiles;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		ResolvedProfile active = null;
		try {
			active = this.profiles.find(null);
		}
		catch (InvalidInputException ex) {
			// the list is what helps to put it right
			scope.notice("No profile is active: " + ex.getMessage());
		}
		String wanted = profileName();
		Collection<String> names = (wanted != null) ? List.of(wanted) : this.profiles.names();
		return new ProfilesResult(active, names.stream().map(this::entry).toList());
	}

	private ProfilesResult.Entry entry(String name) {
		this.profiles.definition(name);
		try {
			return ProfilesResult.Entry.of(this.profiles.get(name));
		}
		catch (InvalidInputException ex) {
			return ProfilesResult.Entry.unusable(name, String.valueOf(ex.getMessage()));
		}
	}

}
