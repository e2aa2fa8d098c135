package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.profile.NoProfileException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an application to which nothing says which database to use.
 */
class NoProfileFailureAnalyzer extends AbstractFailureAnalyzer<NoProfileException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoProfileException cause) {
		String description = cause.getKnown().isEmpty() ? "No database profile is defined."
				: "There are several database profiles and none is chosen: " + String.join(", ", cause.getKnown())
						+ ".";
		return new FailureAnalysis(description, cause.getNextStep()
				+ " An application with a connection of its own sets spring.r2dbc.url or spring.datasource.url instead.",
				cause);
	}

}
