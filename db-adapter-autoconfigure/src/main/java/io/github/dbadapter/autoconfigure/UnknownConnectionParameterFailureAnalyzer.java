package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.profile.UnknownConnectionParameterException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a parameter of a connection URL that is not supported.
 */
class UnknownConnectionParameterFailureAnalyzer extends AbstractFailureAnalyzer<UnknownConnectionParameterException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownConnectionParameterException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Remove '%s' from the URL or write one of the known parameters. Settings of the session go into options=-c name=value, those of the pool into spring.r2dbc.pool.*."
					.formatted(cause.getParameter()),
				cause);
	}

}
