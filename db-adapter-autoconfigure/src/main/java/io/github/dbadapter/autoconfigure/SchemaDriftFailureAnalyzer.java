package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.schema.validate.SchemaDriftException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints the drift that keeps an application from starting.
 */
class SchemaDriftFailureAnalyzer extends AbstractFailureAnalyzer<SchemaDriftException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SchemaDriftException cause) {
		String profile = cause.getReport().profile();
		String action = cause.getReport().isConclusive()
				? "Run 'db-adapter fix --profile %s' to see how to repair the database, or correct the expected schema (db.schema.file)."
					.formatted(profile)
				: "Remove the cause that is told above.";
		return new FailureAnalysis(cause.getMessage(),
				action + " To start all the same, set db.schema.on-drift to 'warn'.", cause);
	}

}
