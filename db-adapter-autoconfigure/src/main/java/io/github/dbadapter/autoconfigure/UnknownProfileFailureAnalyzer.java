package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.profile.UnknownProfileException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a profile name that nothing defines.
 */
class UnknownProfileFailureAnalyzer extends AbstractFailureAnalyzer<UnknownProfileException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownProfileException cause) {
		String known = cause.getKnown().isEmpty() ? "No profile is defined."
				: "Known profiles are: " + String.join(", ", cause.getKnown()) + ".";
		return new FailureAnalysis(
				"There is no database profile '%s' (%s). %s".formatted(cause.getProfile(), cause.getOrigin(), known),
				action(cause), cause);
	}

	private static String action(UnknownProfileException cause) {
		String define = "define the profile with db.profiles.%s.url".formatted(cause.getProfile());
		if (cause.getSuggestion() != null) {
			return "Use '%s' instead, or %s.".formatted(cause.getSuggestion(), define);
		}
		return (cause.getKnown().isEmpty() ? "" : "Use one of the known profiles, or ")
				+ (cause.getKnown().isEmpty() ? "D" + define.substring(1) : define) + ".";
	}

}
