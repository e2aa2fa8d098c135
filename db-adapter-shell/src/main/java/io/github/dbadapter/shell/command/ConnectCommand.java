package io.github.dbadapter.shell.command;

import java.util.List;
import java.util.Optional;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.validate.ConnectionResult;
import io.github.dbadapter.schema.validate.ProfileConnector;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.sql.AdministrativeDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;

/**
 * Makes a profile the active one, if its database answers and its schema is in sync.
 */
@Command(name = "connect",
		description = "Connect to a profile, check its schema, and remember it in the lock file if all is well.")
final class ConnectCommand extends ProfileCommand {

	private final Profiles profiles;

	private final ProfileConnector connector;

	private final TableCounts counts;

	@Parameters(arity = "0..1", paramLabel = "PROFILE", completionCandidates = ProfileNames.class,
			description = "Profile to connect to; the active one unless told otherwise.")
	private @Nullable String argument;

	ConnectCommand(Profiles profiles, ProfileConnector connector, TableCounts counts) {
		this.profiles = profiles;
		this.connector = connector;
		this.counts = counts;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		String name = name();
		ResolvedProfile profile = this.profiles.resolve(name);
		String before = this.profiles.lockFile().read().orElse(null);
		ConnectionResult result = scope.await(this.connector.connectAndValidate(name));
		if (!result.success()) {
			return new ConnectResult(profile, result, this.profiles.lockFile().toString(), before, before, List.of());
		}
		AdministrativeDatabase database = profile.profile().administrativeDatabase();
		if (result.schemaReport() == null) {
			warnOfVersion(database, scope);
		}
		List<TableCount> tables = scope
			.await(this.counts.count(database).onErrorResume(DbAdapterException.class, (ex) -> {
				scope.notice(String.valueOf(ex.getMessage()));
				return Mono.just(List.of());
			}));
		tellWhatWins(profile, scope);
		return new ConnectResult(profile, result, this.profiles.lockFile().toString(), before,
				this.profiles.lockFile().read().orElse(null), tables);
	}

	/** The report of a check tells it by itself. */
	private static void warnOfVersion(AdministrativeDatabase database, CommandScope scope) {
		scope
			.await(ServerFacts.ask(database)
				.map((server) -> Optional.ofNullable(server.warning()))
				.onErrorReturn(DbAdapterException.class, Optional.empty()))
			.ifPresent(scope::notice);
	}

	private @Nullable String name() {
		if (this.argument != null && profileName() != null && !this.argument.equals(profileName())) {
			throw new InvalidInputException(
					"Two profiles are named: '%s' and, by --profile, '%s'".formatted(this.argument, profileName()));
		}
		return (this.argument != null) ? this.argument : profileName();
	}

	/** The lock file is only asked when nothing else has an answer. */
	private void tellWhatWins(ResolvedProfile profile, CommandScope scope) {
		ResolvedProfile active = this.profiles.find(null);
		if (active != null && !active.name().equals(profile.name())) {
			scope.notice("Commands that name no profile go on using %s".formatted(active));
		}
	}

}
