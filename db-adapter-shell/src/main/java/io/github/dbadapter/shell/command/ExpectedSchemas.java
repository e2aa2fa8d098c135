package io.github.dbadapter.shell.command;

import java.nio.file.Path;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SourceValidations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ResourceLoader;

/**
 * What a command expects of a schema: what is configured, unless it is told otherwise.
 */
final class ExpectedSchemas {

	private final SourceValidations validations;

	private final ObjectProvider<ProfileValidation> configured;

	private final ResourceLoader resources;

	ExpectedSchemas(SourceValidations validations, ObjectProvider<ProfileValidation> configured,
			ResourceLoader resources) {
		this.validations = validations;
		this.configured = configured;
		this.resources = resources;
	}

	ProfileValidation ofProfile(ResolvedProfile other) {
		return this.validations.against(other);
	}

	/**
	 * Returns what files say.
	 * @param files files and folders, none for what is configured
	 * @param others further options that say what is expected, for the message
	 * @return what is expected
	 */
	ProfileValidation ofFiles(List<Path> files, String others) {
		if (!files.isEmpty()) {
			return this.validations
				.against(ExpectedSchemaSource.ofFiles(files.stream().map(Path::toString).toList(), this.resources));
		}
		ProfileValidation validation = this.configured.getIfAvailable();
		if (validation == null) {
			throw new InvalidInputException("There is nothing to compare the schema with: set db.schema.file "
					+ "('file' below [schema] in db.toml), or give --schema-file" + others);
		}
		return validation;
	}

}
