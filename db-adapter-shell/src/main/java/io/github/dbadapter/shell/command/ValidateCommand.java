package io.github.dbadapter.shell.command;

import java.nio.file.Path;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.FixServices;
import io.github.dbadapter.schema.fix.FixWords;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares a database with what is expected of it. Changes nothing, not even the lock
 * file.
 */
@Command(name = "validate", aliases = "diff", description = "Compare the schema with the expected one.")
final class ValidateCommand extends ProfileCommand {

	private final Profiles profiles;

	private final ExpectedSchemas expected;

	private final FixServices fixes;

	@Option(names = "--schema-file", paramLabel = "FILE",
			description = "File or folder of SQL that makes the expected schema, may be repeated; or a snapshot (*.json).")
	private List<Path> schemaFiles = List.of();

	@Option(names = "--against", paramLabel = "PROFILE", completionCandidates = ProfileNames.class,
			description = "Profile whose schema is expected.")
	private @Nullable String against;

	@Option(names = "--strict", description = "Count what is merely extra as drift.")
	private boolean strict;

	ValidateCommand(Profiles profiles, ExpectedSchemas expected, FixServices fixes) {
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
		ResolvedProfile profile = this.profiles.resolve(profileName());
		ProfileValidation validation = validation();
		if (scope.format() == OutputFormat.SQL) {
			FixPlan plan = scope.await(this.fixes.forProfile(profile, validation).plan(FixWords.none(), 0));
			return new ScriptResult(plan, this.strict);
		}
		ValidationReport report = scope.await(validation.validate(profile));
		return new ReportResult(profile, isActive(profile), this.strict ? report.asStrict() : report, repair());
	}

	/** Fix leads to files, not to other profiles. */
	private @Nullable String repair() {
		if (this.against != null) {
			return null;
		}
		CommandWords words = CommandWords.of("fix").with("--profile", profileName());
		this.schemaFiles.forEach((file) -> words.with("--schema-file", file.toString()));
		return words.toString();
	}

	private ProfileValidation validation() {
		if (this.against != null && !this.schemaFiles.isEmpty()) {
			throw new InvalidInputException("Two schemas are expected: --schema-file and --against exclude each other");
		}
		return (this.against != null) ? this.expected.ofProfile(this.profiles.resolve(this.against))
				: this.expected.ofFiles(this.schemaFiles, " or --against");
	}

	/** A profile that was named may be the active one all the same. */
	private boolean isActive(ResolvedProfile profile) {
		if (profileName() == null) {
			return true;
		}
		try {
			ResolvedProfile active = this.profiles.find(null);
			return active != null && active.name().equals(profile.name());
		}
		catch (InvalidInputException ex) {
			return false;
		}
	}

}
