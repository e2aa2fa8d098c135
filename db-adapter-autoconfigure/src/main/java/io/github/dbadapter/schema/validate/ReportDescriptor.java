package io.github.dbadapter.schema.validate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.dbadapter.schema.diff.DifferenceDescriptor;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.SchemaDifference;
import org.jspecify.annotations.Nullable;

/**
 * A validation as JSON shows it. Properties without a value are left out.
 *
 * @param active whether the profile is the active one
 * @param status the outcome
 * @param checkedAt when the check ended, {@code null} when there was none
 * @param durationMs how long it took, in milliseconds
 * @param expected where the expected schema comes from
 * @param server version of the server, for example {@code 17.4}
 * @param fingerprint hash of the actual schema
 * @param tables number of expected tables
 * @param stale {@code true} for an earlier result, because a new one could not be had
 * @param error why nothing was compared
 * @param summary the counts
 * @param notices what was not checked
 * @param differences the differences, worst first
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportDescriptor(boolean active, ValidationStatus status, @Nullable Instant checkedAt,
		@Nullable Long durationMs, @Nullable String expected, @Nullable String server, @Nullable String fingerprint,
		@Nullable Integer tables, @Nullable Boolean stale, @Nullable String error, SchemaDiff.Summary summary,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notices, List<DifferenceDescriptor> differences) {

	/**
	 * Describes a report.
	 * @param report the validation
	 * @param active whether its profile is the active one
	 * @param showValues whether bodies of functions and views and default expressions are
	 * shown
	 * @return the descriptor
	 */
	public static ReportDescriptor of(ValidationReport report, boolean active, boolean showValues) {
		List<DifferenceDescriptor> differences = report.diff()
			.differences()
			.stream()
			.map((difference) -> describe(difference, report.notes().hazardsOf(difference), showValues))
			.toList();
		boolean checked = report.status() != ValidationStatus.NOT_CHECKED;
		return new ReportDescriptor(active, report.status(), checked ? report.checkedAt() : null,
				checked ? report.duration().toMillis() : null, report.expected(), server(report.serverVersion()),
				report.fingerprint(), report.isConclusive() ? report.diff().tables() : null,
				report.stale() ? true : null, report.error(), report.diff().summary(), report.notices(), differences);
	}

	private static DifferenceDescriptor describe(SchemaDifference difference, @Nullable List<String> hazards,
			boolean showValues) {
		DifferenceDescriptor descriptor = DifferenceDescriptor.of(showValues ? difference : difference.withoutCode());
		return (hazards != null) ? descriptor.withHazards(hazards) : descriptor;
	}

	private static @Nullable String server(int version) {
		return (version > 0) ? version / 10000 + "." + version % 10000 : null;
	}

}
