package io.github.dbadapter.shell.command;

import java.nio.file.Path;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.SchemaSnapshot;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.validate.SourceValidations;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes the schema of a database as JSON, so that it can be what is expected of others.
 */
@Command(name = "snapshot", description = "Write the schema as JSON that validate reads.")
final class SnapshotCommand extends ProfileCommand {

	private final Profiles profiles;

	private final SourceValidations validations;

	@Option(names = { "-o", "--out" }, paramLabel = "FILE",
			description = "File to write, replaced if it exists; standard output unless told otherwise.")
	private @Nullable Path out;

	SnapshotCommand(Profiles profiles, SourceValidations validations) {
		this.profiles = profiles;
		this.validations = validations;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		ResolvedProfile profile = this.profiles.resolve(profileName());
		IntrospectedSchema read = scope.await(this.validations.read(profile));
		read.notices().forEach((notice) -> scope.notice(notice.message()));
		if (this.out != null) {
			SchemaSnapshot.write(read.schema(), this.out);
		}
		return new SnapshotResult(profile, read.schema(), this.out);
	}

}
