package io.github.dbadapter.shell.command;

import java.nio.file.Path;

import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.backup.BackupServices;
import io.github.dbadapter.backup.ErrorMode;
import io.github.dbadapter.backup.KeyMode;
import io.github.dbadapter.backup.RestoreMode;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.RestoreResult;
import io.github.dbadapter.backup.RestoreService;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Restores a backup, or tells what restoring it would do.
 */
@Command(name = "restore", description = "Show what restoring a backup would do; with --confirm, do it.")
final class RestoreCommand extends ProfileCommand {

	private final Profiles profiles;

	private final BackupServices services;

	private final BackupPlaces places;

	private final Environment environment;

	@Parameters(paramLabel = "FILE", description = "The backup: a file, or the id of one in db.backup.directory.")
	private Path file = Path.of("");

	@Option(names = { "-m", "--mode" }, paramLabel = "MODE",
			description = "What happens to rows that exist: skip (default), overwrite or fail.")
	private RestoreMode mode = RestoreMode.SKIP;

	@Option(names = "--keys", paramLabel = "KEYS",
			description = "Primary keys of new rows: preserve (default) or regenerate.")
	private KeyMode keys = KeyMode.PRESERVE;

	@Option(names = "--on-error", paramLabel = "WHAT",
			description = "When rows are rejected: abort (default), or continue with the rest.")
	private ErrorMode onError = ErrorMode.ABORT;

	@Option(names = "--triggers", paramLabel = "on|off",
			description = "Whether user triggers fire; on unless told otherwise.")
	private Triggers triggers = Triggers.ON;

	@Option(names = "--user-id", paramLabel = "ID",
			description = "Owner that every row gets; the file's unless told otherwise.")
	private @Nullable String userId;

	@Option(names = "--backup-schema", paramLabel = "FILE", description = "Declaration of the tables, as JSON.")
	private @Nullable Path schema;

	@Option(names = "--exclusive",
			description = "Faster: drop foreign keys and indexes and make them again, behind an exclusive lock.")
	private boolean exclusive;

	@Option(names = "--confirm", arity = "0..1", fallbackValue = "", paramLabel = "PROFILE",
			description = "Apply; for a protected profile with its name.")
	private @Nullable String confirm;

	@Option(names = "--yes", description = "The same as --confirm.")
	private boolean yes;

	@Option(names = "--dry-run", description = "Only show, whatever else is given.")
	private boolean dryRun;

	RestoreCommand(Profiles profiles, BackupServices services, BackupPlaces places, Environment environment) {
		this.profiles = profiles;
		this.services = services;
		this.places = places;
		this.environment = environment;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		ResolvedProfile profile = this.profiles.resolve(profileName());
		String confirmation = (this.confirm == null && this.yes) ? "" : this.confirm;
		boolean apply = !this.dryRun && Confirmation.isGiven(confirmation, profile);
		RestoreRequest request = RestoreRequest.from(this.places.find(this.file))
			.withSchema((this.schema != null) ? BackupSchema.read(this.schema) : null)
			.withUserId(OwnerOption.of(this.userId, this.environment, scope))
			.withMode(this.mode)
			.withKeys(this.keys)
			.withOnError(this.onError)
			.withTriggers(this.triggers == Triggers.ON)
			.withExclusive(this.exclusive)
			.withPreview(!apply);
		return restore(request, profile, scope);
	}

	private RestoreOutcome restore(RestoreRequest request, ResolvedProfile profile, CommandScope scope) {
		RestoreService service = this.services.restore(profile.name());
		try (ProgressLine progress = new ProgressLine(scope.console())) {
			RestoreResult result = scope.await(service.restore(request, progress));
			return new RestoreOutcome(profile, request, result,
					this.dryRun ? null : (inner) -> restore(request.withPreview(false), profile, inner));
		}
	}

	/**
	 * Whether user triggers fire.
	 */
	enum Triggers {

		/** They fire. */
		ON,

		/** They are disabled inside the transaction. */
		OFF

	}

}
