package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.profile.StaleLockFileException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a lock file whose profile is gone.
 */
class StaleLockFileFailureAnalyzer extends AbstractFailureAnalyzer<StaleLockFileException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StaleLockFileException cause) {
		String known = cause.getKnown().isEmpty() ? "No profile is defined."
				: "Known profiles are: " + String.join(", ", cause.getKnown()) + ".";
		return new FailureAnalysis(
				"The lock file %s names the database profile '%s', which does not exist any more. %s"
					.formatted(cause.getLockFile(), cause.getProfile(), known),
				"Delete %s, or set DB_PROFILE (or db.profile), or set db.lock-file to 'none' if the application shall not use a lock file."
					.formatted(cause.getLockFile()),
				cause);
	}

}
