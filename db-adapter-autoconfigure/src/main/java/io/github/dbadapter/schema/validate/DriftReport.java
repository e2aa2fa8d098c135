package io.github.dbadapter.schema.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A validation for people: the worst first, grouped by object, expected and actual one
 * below the other, the counts at the end.
 *
 * @since 0.1.0
 */
public final class DriftReport {

	private final ValidationReport report;

	private final @Nullable String origin;

	private final List<ReportLine> lines = new ArrayList<>();

	private DriftReport(ValidationReport report, @Nullable String origin) {
		this.report = report;
		this.origin = origin;
	}

	/**
	 * Renders a report.
	 * @param report the validation
	 * @param origin where the choice of the profile came from, for example
	 * {@code from DB_PROFILE}; {@code null} to leave it out
	 * @return the lines, without line ends
	 */
	public static List<ReportLine> lines(ValidationReport report, @Nullable String origin) {
		DriftReport drift = new DriftReport(report, origin);
		drift.render();
		return List.copyOf(drift.lines);
	}

	/**
	 * Renders a report as plain text.
	 * @param report the validation
	 * @return the text, without a line end after its last line
	 */
	public static String text(ValidationReport report) {
		return lines(report, null).stream().map(ReportLine::text).collect(Collectors.joining("\n"));
	}

	private void render() {
		add(ReportLine.Kind.HEADER, null, header());
		if (!this.report.diff().differences().isEmpty()) {
			blank();
			differences();
		}
		if (!this.report.notices().isEmpty()) {
			blank();
			this.report.notices().forEach((notice) -> add(ReportLine.Kind.NOTICE, null, notice));
		}
		blank();
		summary();
	}

	private String header() {
		List<String> parts = new ArrayList<>();
		parts.add(this.report.profile() + ((this.origin != null) ? " (" + this.origin + ")" : ""));
		if (this.report.expected() != null) {
			parts.add("expected " + this.report.expected());
		}
		if (this.report.serverVersion() > 0) {
			parts.add("PostgreSQL " + this.report.serverVersion() / 10000);
		}
		parts.add(String.format(Locale.ROOT, "%.2f s", this.report.duration().toMillis() / 1000.0));
		return String.join("   ", parts);
	}

	private void differences() {
		List<DifferenceRow> rows = this.report.diff()
			.differences()
			.stream()
			.map((difference) -> DifferenceRow.of(difference, this.report.notes().rowsOf(difference)))
			.toList();
		int objects = width(rows.stream().map(DifferenceRow::object).toList());
		int what = width(rows.stream().map(DifferenceRow::what).toList());
		for (DifferenceRow row : rows) {
			String start = "%-8s  %s  %s  ".formatted(row.severity(), pad(row.object(), objects),
					pad(row.what(), what));
			String indent = " ".repeat(start.length());
			List<String> details = row.details();
			String first = details.isEmpty() ? "" : details.get(0);
			add(ReportLine.Kind.DIFFERENCE, row.severity(), (start + first).stripTrailing());
			details.stream()
				.skip(1)
				.forEach((detail) -> add(ReportLine.Kind.CONTINUATION, row.severity(), indent + detail));
		}
	}

	private void summary() {
		SchemaDiff.Summary summary = this.report.diff().summary();
		String tables = count(this.report.diff().tables(), "table");
		switch (this.report.status()) {
			case IN_SYNC -> add(ReportLine.Kind.SUMMARY, null, "✓ in sync"
					+ ((summary.extra() > 0) ? ", " + summary.extra() + " extra" : "") + " in " + tables + stale());
			case DRIFTED -> add(ReportLine.Kind.SUMMARY, worst(), "✗ %d breaking, %d drift, %d extra in %s%s"
				.formatted(summary.breaking(), summary.drift(), summary.extra(), tables, stale()));
			case UNREACHABLE -> add(ReportLine.Kind.SUMMARY, Severity.BREAKING, "✗ not reachable: " + error());
			case NOT_CHECKED -> add(ReportLine.Kind.SUMMARY, null, "! not checked: " + error());
		}
	}

	private @Nullable Severity worst() {
		return this.report.diff().differences().stream().findFirst().map(SchemaDifference::severity).orElse(null);
	}

	private String stale() {
		return this.report.stale() ? " (earlier result: " + error() + ")" : "";
	}

	private String error() {
		return (this.report.error() != null) ? this.report.error() : "no reason known";
	}

	private void blank() {
		add(ReportLine.Kind.BLANK, null, "");
	}

	private void add(ReportLine.Kind kind, @Nullable Severity severity, String text) {
		this.lines.add(new ReportLine(kind, severity, text));
	}

	private static int width(List<String> texts) {
		return texts.stream().mapToInt((text) -> text.codePointCount(0, text.length())).max().orElse(0);
	}

	private static String pad(String text, int width) {
		return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
	}

	private static String count(int number, String word) {
		return number + " " + word + ((number == 1) ? "" : "s");
	}

}
