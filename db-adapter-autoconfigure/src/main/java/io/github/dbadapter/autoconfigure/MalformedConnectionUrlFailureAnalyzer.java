package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.profile.MalformedConnectionUrlException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a connection URL that cannot be read, without showing it.
 */
class MalformedConnectionUrlFailureAnalyzer extends AbstractFailureAnalyzer<MalformedConnectionUrlException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MalformedConnectionUrlException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Correct the %s. Its form is postgresql://user:password@host:5432/database?sslmode=require; the password may be given apart."
					.formatted(cause.getSubject()),
				cause);
	}

}
