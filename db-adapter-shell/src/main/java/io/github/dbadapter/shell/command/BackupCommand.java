package io.github.dbadapter.shell.command;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.github.dbadapter.backup.BackupExplanation;
import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.backup.Mask;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes rows of a database to a file.
 */
@Command(name = "backup", description = "Write the rows of tables to a file.")
final class BackupCommand extends ProfileCommand {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

	private final Profiles profiles;

	private final Environment environment;

	@Option(names = "--tables", paramLabel = "TABLE", split = ",",
			description = "Tables wanted, separated by commas; all unless told otherwise.")
	private List<String> tables = List.of();

	@Option(names = "--user-id", paramLabel = "ID",
			description = "Owner whose rows are wanted; everyone's unless told otherwise.")
	private @Nullable String userId;

	@Option(names = "--backup-schema", paramLabel = "FILE", description = "Declaration of the tables, as JSON.")
	private @Nullable Path schema;

	@Option(names = "--explain", description = "Tell which tables would be taken in which order and why; no backup.")
	private boolean explain;

	@Option(names = "--backup-schema-out", paramLabel = "FILE",
			description = "Write the tables that would be taken as a declaration; no backup.")
	private @Nullable Path schemaOut;

	@Option(names = { "-o", "--out" }, paramLabel = "FILE",
			description = "File to write: *.json, *.json.gz or *.json.zst; named by profile and time unless told otherwise.")
	private @Nullable Path out;

	@Option(names = "--mask", paramLabel = "TABLE.COLUMN=MASK",
			description = "Hide a column: null, hash, email, name or fixed:TEXT; may be repeated.")
	private List<String> masks = List.of();

	@Option(names = "--validate", paramLabel = "FILE", description = "Check a backup instead, as validate-backup does.")
	private @Nullable Path validate;

	BackupCommand(Profiles profiles, Environment environment) {
		this.profiles = profiles;
		this.environment = environment;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		BackupSchema declared = (this.schema != null) ? BackupSchema.read(this.schema) : null;
		if (this.validate != null) {
			return BackupCheck.of(this.validate, declared, scope);
		}
		ResolvedProfile profile = this.profiles.resolve(profileName());
		Path file = (this.out != null) ? this.out
				: Path.of("%s-%s.json.zst".formatted(fileName(profile.name()), TIMESTAMP.format(LocalDateTime.now())));
		BackupRequest request = BackupRequest.to(file)
			.withSchema(declared)
			.withTables(this.tables)
			.withUserId(OwnerOption.of(this.userId, this.environment, scope))
			.withMasks(this.masks.stream().map(Mask::parse).toList());
		BackupService service = service(profile);
		if (this.explain || this.schemaOut != null) {
			BackupExplanation explanation = scope.await(service.explain(request));
			return BackupExplained.of(profile, explanation, this.schemaOut);
		}
		try (ProgressLine progress = new ProgressLine(scope.console())) {
			return new BackupOutcome(profile, request.userId(), !this.masks.isEmpty(),
					scope.await(service.backup(request, progress)));
		}
	}

	private static BackupService service(ResolvedProfile profile) {
		SchemaIntrospector introspector = new SchemaIntrospector();
		return new BackupService(profile.profile().administrativeDatabase(), profile.name(),
				(connection) -> SchemaFingerprint
					.of(introspector.introspect(connection, IntrospectionOptions.all()).schema()));
	}

	private static String fileName(String profile) {
		return profile.replaceAll("[^A-Za-z0-9._-]", "_");
	}

}
