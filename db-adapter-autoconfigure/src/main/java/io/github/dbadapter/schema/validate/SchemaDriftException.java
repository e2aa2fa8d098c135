package io.github.dbadapter.schema.validate;

import io.github.dbadapter.DbAdapterException;

/**
 * A database does not have the schema that is expected of it, or it could not be found
 * out. Thrown where that shall stop an application.
 *
 * @since 0.1.0
 */
public class SchemaDriftException extends DbAdapterException {

	private final transient ValidationReport report;

	public SchemaDriftException(ValidationReport report) {
		super(message(report));
		this.report = report;
	}

	private static String message(ValidationReport report) {
		return (report.isConclusive() ? "The schema of profile '%s' is not what the application expects:%n%n%s"
				: "The schema of profile '%s' could not be checked:%n%n%s")
			.formatted(report.profile(), DriftReport.text(report));
	}

	public ValidationReport getReport() {
		return this.report;
	}

}
