package io.github.dbadapter.shell.command;

import io.github.dbadapter.shell.cli.ShellCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command that works on one profile: the active one unless told otherwise. A superclass
 * and not a mixin, because picocli creates a command to look at its mixins, also when it
 * only needs the names of all commands.
 */
abstract class ProfileCommand implements ShellCommand {

	@Option(names = "--profile", paramLabel = "PROFILE", completionCandidates = ProfileNames.class,
			description = "Profile to use instead of the active one.")
	private @Nullable String profile;

	/**
	 * Returns the profile that was asked for.
	 * @return its name, {@code null} for the active one
	 */
	@Nullable String profileName() {
		return this.profile;
	}

}
