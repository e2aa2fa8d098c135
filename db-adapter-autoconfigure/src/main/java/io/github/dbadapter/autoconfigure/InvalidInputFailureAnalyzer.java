package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.InvalidInputException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains any other configuration that cannot be used; its message tells the next step.
 */
class InvalidInputFailureAnalyzer extends AbstractFailureAnalyzer<InvalidInputException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidInputException cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
