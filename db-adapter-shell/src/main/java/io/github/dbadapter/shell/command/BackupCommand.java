package io.github.dbadapter.shell.command;

import java.nio.file.Path;
import java.util.List;

import io.github.dbadapter.backup.BackupDefaults;
import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupResult;
import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.backup.BackupServices;
import io.github.dbadapter.backup.Mask;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.command.BackupPlaces.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes rows of a database to a file.
 */
@Command(name = "backup", description = "Write the rows of tables to a file.")
final class BackupCommand extends ProfileCommand {

	/** In place of a mask: none of those that are configured. */
	private static final String NO_MASKS = "none";

	private final Profiles profiles;

	private final BackupServices services;

	private final BackupPlaces places;

	private final Environment environment;

	@Option(names = "--tables", paramLabel = "TABLE", split = ",",
			description = "Tables wanted, separated by commas; all unless told otherwise.")
	private List<String> tables = List.of();

	@Option(names = "--user-id", paramLabel = "ID",
			description = "Owner whose rows are wanted; everyone's unless told otherwise.")
	private @Nullable String userId;

	@Option(names = "--backup-schema", paramLabel = "FILE", description = "Declaration of the tables, as JSON.")
	private @Nullable Path schema;

	@Option(names = { "--explain", "--dry-run" },
			description = "Tell which tables would be taken in which order and why; no backup.")
	private boolean explain;

	@Option(names = "--backup-schema-out", paramLabel = "FILE",
			description = "Write the tables that would be taken as a declaration; no backup.")
	private @Nullable Path schemaOut;

	@Option(names = { "-o", "--out" }, paramLabel = "FILE",
			description = "File to write: *.json, *.json.gz or *.json.zst; in db.backup.directory or here, named by profile and time, unless told otherwise.")
	private @Nullable Path out;

	@Option(names = "--mask", paramLabel = "TABLE.COLUMN=MASK",
			description = "Hide a column: null, hash, email, name or fixed:TEXT; may be repeated. Beside those of db.backup.mask, of which 'none' takes none.")
	private List<String> masks = List.of();

	@Option(names = "--validate", paramLabel = "FILE", description = "Check a backup instead, as validate-backup does.")
	private @Nullable Path validate;

	BackupCommand(Profiles profiles, BackupServices services, BackupPlaces places, Environment environment) {
		this.profiles = profiles;
		this.services = services;
		this.places = places;
		this.environment = environment;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		BackupSchema declared = (this.schema != null) ? BackupSchema.read(this.schema) : null;
		if (this.validate != null) {
			return BackupCheck.of(this.places.find(this.validate), declared, scope);
		}
		ResolvedProfile profile = this.profiles.resolve(profileName());
		Place place = (this.out != null) ? new Place(this.out, null) : this.places.next(profile.name());
		BackupRequest request = BackupRequest.to(place.file())
			.withSchema(declared)
			.withTables(this.tables)
			.withUserId(OwnerOption.of(this.userId, this.environment, scope))
			.withMasks(this.masks.stream().filter((mask) -> !mask.equals(NO_MASKS)).map(Mask::parse).toList());
		BackupDefaults defaults = this.masks.contains(NO_MASKS) ? this.services.defaults().withoutMasks()
				: this.services.defaults();
		BackupService service = this.services.withDefaults(defaults).backup(profile.name());
		if (this.explain || this.schemaOut != null) {
			return BackupExplained.of(profile, scope.await(service.explain(request)), this.schemaOut);
		}
		boolean masked = !defaults.applyTo(request).masks().isEmpty();
		try (ProgressLine progress = new ProgressLine(scope.console())) {
			BackupResult result = scope.await(service.backup(request, progress));
			List<String> deleted = this.places.finished(place, profile.name(), request, masked, result);
			return new BackupOutcome(profile, request.userId(), masked, place.id(), deleted, result);
		}
	}

}
