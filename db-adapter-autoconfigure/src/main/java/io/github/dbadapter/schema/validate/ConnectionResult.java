package io.github.dbadapter.schema.validate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.schema.diff.SchemaDiff;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of connecting to a profile.
 *
 * @param success whether the database was reached and its schema, if checked, is in sync
 * @param profileName name of the profile, {@code null} if none could be resolved
 * @param schemaValid whether the schema is in sync, {@code null} if it was not checked
 * @param schemaReport what the check found, {@code null} if it was not made
 * @param error what went wrong, {@code null} on success
 * @param failure the same as an exception whose type tells the kind of error;
 * {@code null} on success and when the schema differs
 * @since 0.1.0
 */
public record ConnectionResult(boolean success, @Nullable String profileName, @Nullable Boolean schemaValid,
		@Nullable ValidationReport schemaReport, @Nullable String error,
		@JsonIgnore @Nullable DbAdapterException failure) {

	static ConnectionResult connected(String profile) {
		return new ConnectionResult(true, profile, null, null, null, null);
	}

	static ConnectionResult failed(@Nullable String profile, DbAdapterException failure) {
		return new ConnectionResult(false, profile, null, null, failure.getMessage(), failure);
	}

	static ConnectionResult of(ValidationReport report) {
		return switch (report.status()) {
			case IN_SYNC -> new ConnectionResult(true, report.profile(), true, report, null, null);
			case DRIFTED -> new ConnectionResult(false, report.profile(), false, report, drift(report), null);
			case UNREACHABLE, NOT_CHECKED ->
				new ConnectionResult(false, report.profile(), null, report, report.error(), null);
		};
	}

	private static String drift(ValidationReport report) {
		SchemaDiff.Summary summary = report.diff().summary();
		return "The schema of profile '%s' differs from %s: %d breaking, %d drift, %d extra".formatted(report.profile(),
				(report.expected() != null) ? report.expected() : "what is expected", summary.breaking(),
				summary.drift(), summary.extra());
	}

}
