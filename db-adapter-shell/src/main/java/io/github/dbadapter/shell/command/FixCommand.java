package io.github.dbadapter.shell.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.fix.ColumnDefs;
import io.github.dbadapter.schema.fix.FixApproval;
import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.FixService;
import io.github.dbadapter.schema.fix.FixServices;
import io.github.dbadapter.schema.fix.FixWords;
import io.github.dbadapter.schema.fix.Hazard;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plans the repair of a schema, and applies the plan when told to.
 */
@Command(name = "fix", description = "Show what would repair the schema; with --confirm, do it.")
final class FixCommand extends ProfileCommand {

	private final Profiles profiles;

	private final ExpectedSchemas expected;

	private final FixServices fixes;

	@Option(names = "--schema-file", paramLabel = "FILE",
			description = "File or folder of SQL that makes the expected schema, may be repeated; or a snapshot (*.json).")
	private List<Path> schemaFiles = List.of();

	@Option(names = "--confirm", arity = "0..1", fallbackValue = "", paramLabel = "PROFILE",
			description = "Apply; for a protected profile with its name.")
	private @Nullable String confirm;

	@Option(names = "--allow", paramLabel = "HAZARDS", completionCandidates = HazardNames.class,
			description = "Hazards that are accepted, separated by commas: ${COMPLETION-CANDIDATES}.")
	private List<String> allow = List.of();

	@Option(names = "--drop-extra", description = "Drop what was not expected.")
	private boolean dropExtra;

	@Option(names = "--rename", paramLabel = "OLD=NEW",
			description = "Rename rather than drop and add: table.old=table.new or old=new; may be repeated.")
	private List<String> renames = List.of();

	@Option(names = "--recreate", paramLabel = "TABLE",
			description = "Write a table anew, with its rows; may be repeated.")
	private List<String> recreate = List.of();

	@Option(names = "--fill", paramLabel = "TABLE.COLUMN=SQL",
			description = "Value for the rows of a column that must not be null; may be repeated.")
	private List<String> fill = List.of();

	@Option(names = "--column-defs", paramLabel = "FILE",
			description = "Definitions of columns as JSON, for those that the schema file lacks.")
	private @Nullable Path columnDefs;

	@Option(names = "--show", paramLabel = "N", description = "Tell the keys of up to N rows that do not fit.")
	private int show;

	@Option(names = "--online", description = "Do without blocking what PostgreSQL can, outside of the transaction.")
	private boolean online;

	@Option(names = "--no-backup", description = "Do not back up endangered tables first.")
	private boolean noBackup;

	@Option(names = "--plan-out", paramLabel = "FILE", description = "Write the plan to a file, to apply it later.")
	private @Nullable Path planOut;

	@Option(names = "--plan", paramLabel = "FILE", description = "Use a plan that was written to a file.")
	private @Nullable Path planFile;

	@Option(names = "--dry-run", description = "Only show, whatever else is given.")
	private boolean dryRun;

	FixCommand(Profiles profiles, ExpectedSchemas expected, FixServices fixes) {
		this.profiles = profiles;
		this.expected = expected;
		this.fixes = fixes;
	}

	@Override
	public boolean writesSql() {
		return true;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		Set<Hazard> allowed = EnumSet.noneOf(Hazard.class);
		allowed.addAll(this.fixes.approval().allowed());
		allowed.addAll(Hazard.parse(String.join(",", this.allow)));
		FixWords words = words();
		@Nullable FixPlan saved = (this.planFile != null) ? FixPlan.read(this.planFile) : null;
		ResolvedProfile profile = this.profiles.resolve(profileName());
		boolean apply = !this.dryRun && Confirmation.isGiven(this.confirm, profile);
		if (apply && scope.format() == OutputFormat.SQL) {
			throw new InvalidInputException("--output sql prints the plan and --confirm applies it: give one of them");
		}
		FixService service = this.fixes.forProfile(profile, this.expected.ofFiles(this.schemaFiles, ""));
		FixPlan plan = scope.await((saved != null) ? service.verify(saved) : service.plan(words, this.show));
		if (this.planOut != null) {
			write(plan, this.planOut);
			scope.notice("Plan %s is in %s".formatted(plan.id(), this.planOut));
		}
		FixOffer offer = new FixOffer(profile, plan, service, approval(allowed), call());
		if (apply && !plan.isEmpty()) {
			return offer.apply(scope);
		}
		return new FixPreview(offer, !this.dryRun && this.confirm == null);
	}

	private FixWords words() {
		if (this.show < 0) {
			throw new InvalidInputException("--show takes a number of rows, and %d is none".formatted(this.show));
		}
		boolean planned = this.dropExtra || this.online || this.columnDefs != null || this.show > 0
				|| !(this.recreate.isEmpty() && this.fill.isEmpty() && this.renames.isEmpty());
		if (planned && this.planFile != null) {
			throw new InvalidInputException(
					"--plan uses a plan as it is: give --drop-extra, --rename, --recreate, --fill, --column-defs, --show and --online when it is made");
		}
		return new FixWords(this.dropExtra || this.fixes.words().dropExtra(), this.recreate, this.fill, this.renames,
				(this.columnDefs != null) ? ColumnDefs.read(this.columnDefs) : Map.of(),
				this.online || this.fixes.words().online());
	}

	private FixApproval approval(Set<Hazard> allowed) {
		FixApproval approval = this.fixes.approval()
			.withAllowed(allowed)
			.withApprovedBy(System.getProperty("user.name"));
		return this.noBackup ? approval.withBackupDirectory(null) : approval;
	}

	private static void write(FixPlan plan, Path file) {
		try {
			Files.writeString(file, plan.toJson());
		}
		catch (IOException ex) {
			throw new InvalidInputException(
					"Could not write the plan to '%s': %s".formatted(file, FileProblem.writing(ex, file)), ex);
		}
	}

	/** What a hint repeats, so that it can be copied. */
	private CommandWords call() {
		CommandWords words = CommandWords.of("fix")
			.with("--profile", profileName())
			.withAll("--schema-file", this.schemaFiles);
		if (this.planFile != null) {
			return words.with("--plan", this.planFile).flag("--no-backup", this.noBackup);
		}
		return words.flag("--drop-extra", this.dropExtra)
			.withAll("--rename", this.renames)
			.withAll("--recreate", this.recreate)
			.withAll("--fill", this.fill)
			.with("--column-defs", this.columnDefs)
			.flag("--online", this.online)
			.flag("--no-backup", this.noBackup);
	}

}
