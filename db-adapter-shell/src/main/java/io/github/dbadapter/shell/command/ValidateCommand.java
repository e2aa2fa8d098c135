package io.github.dbadapter.shell.command;

import java.nio.file.Path;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SourceValidations;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ResourceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares a database with what is expected of it. Changes nothing, not even the lock
 * file.
 */
@Command(name = "validate", aliases = "diff", description = "Compare the schema with the expected one.")
final class ValidateCommand extends ProfileCommand {

	private final Profiles profiles;

	private final SourceValidations validations;

	private final ObjectProvider<ProfileValidation> configured;

	private final ResourceLoader resources;

	@Option(names = "--schema-file", paramLabel = "FILE",
			description = "File or folder of SQL that makes the expected schema, may be repeated; or a snapshot (*.json).")
	private List<Path> schemaFiles = List.of();

	@Option(names = "--against", paramLabel = "PROFILE", completionCandidates = ProfileNames.class,
			description = "Profile whose schema is expected.")
	private @Nullable String against;

	@Option(names = "--strict", description = "Count what is merely extra as drift.")
	private boolean strict;

	ValidateCommand(Profiles profiles, SourceValidations validations, ObjectProvider<ProfileValidation> configured,
			ResourceLoader resources) {
		this.profiles = profiles;
		this.validations = validations;
		this.configured = configured;
		this.resources = resources;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		ResolvedProfile profile = this.profiles.resolve(profileName());
		ValidationReport report = scope.await(validation().validate(profile));
		return new ReportResult(profile, isActive(profile), this.strict ? report.asStrict() : report);
	}

	private ProfileValidation validation() {
		if (this.against != null && !this.schemaFiles.isEmpty()) {
			throw new InvalidInputException("Two schemas are expected: --schema-file and --against exclude each other");
		}
		if (this.against != null) {
			return this.validations.against(this.profiles.resolve(this.against));
		}
		if (!this.schemaFiles.isEmpty()) {
			return this.validations.against(ExpectedSchemaSource
				.ofFiles(this.schemaFiles.stream().map(Path::toString).toList(), this.resources));
		}
		ProfileValidation validation = this.configured.getIfAvailable();
		if (validation == null) {
			throw new InvalidInputException("There is nothing to compare the schema with: set db.schema.file "
					+ "('file' below [schema] in db.toml), or give --schema-file or --against");
		}
		return validation;
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
