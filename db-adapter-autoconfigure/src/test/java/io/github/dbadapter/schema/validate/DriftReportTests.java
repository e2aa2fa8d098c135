package io.github.dbadapter.schema.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.Severity;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static io.github.dbadapter.schema.diff.TableFixture.column;
import static io.github.dbadapter.schema.diff.TableFixture.schema;
import static io.github.dbadapter.schema.diff.TableFixture.table;
import static org.assertj.core.api.Assertions.assertThat;

class DriftReportTests {

	private static final DatabaseSchema EXPECTED = schema(
			table("public.orders").column(column("currency", "character(3)", true, null))
				.index("orders_customer_idx", false, "USING btree (customer_id)"),
			table("public.product").column("price", "numeric(10,2)")
				.column("sku", "text")
				.constraint(Constraint.Type.CHECK, "positive", "CHECK ((price > (0)::numeric))", "price"));

	private static final DatabaseSchema ACTUAL = schema(table("public.orders"),
			table("public.product").column("price", "text")
				.column(column("sku", "text", false, "'geheim'::text"))
				.constraint(Constraint.Type.CHECK, "positive", "CHECK ((price > (1)::numeric))", "price"),
			table("public.tmp_import_0612").column("a", "text"));

	@Test
	void theWorstComesFirstAndTheCountsLast() {
		assertThat(DriftReport.lines(
				report(EXPECTED, ACTUAL, List.of("not checked reporting.*: role app has no USAGE")), "from DB_PROFILE"))
			.map(ReportLine::text)
			.containsExactly("production (from DB_PROFILE)   expected schema.sql   PostgreSQL 17   0.31 s", "",
					"BREAKING  orders.currency   column missing                 expected  character(3) not null",
					"BREAKING  product.price     type differs                   expected  numeric(10,2)",
					"                                                           actual    text",
					"DRIFT     orders            index missing                  orders_customer_idx (customer_id)",
					"DRIFT     product.sku       default differs                expected  none",
					"                                                           actual    'geheim'::text",
					"DRIFT     product.positive  constraint definition differs  expected  CHECK ((price > (0)::numeric))",
					"                                                           actual    CHECK ((price > (1)::numeric))",
					"EXTRA     tmp_import_0612   table                          1 column, left alone", "",
					"not checked reporting.*: role app has no USAGE", "", "✗ 2 breaking, 3 drift, 1 extra in 2 tables");
	}

	@Test
	void linesTellWhatToColour() {
		List<ReportLine> lines = DriftReport.lines(report(EXPECTED, ACTUAL, List.of()), null);
		assertThat(lines).filteredOn((line) -> line.kind() == ReportLine.Kind.DIFFERENCE)
			.allSatisfy((line) -> assertThat(line.text()).startsWith(String.valueOf(line.severity())));
		assertThat(lines.get(lines.size() - 1)).isEqualTo(new ReportLine(ReportLine.Kind.SUMMARY, Severity.BREAKING,
				"✗ 2 breaking, 3 drift, 1 extra in 2 tables"));
	}

	@Test
	void inSyncIsOneSentence() {
		assertThat(DriftReport.text(report(EXPECTED, EXPECTED, List.of()))).isEqualTo("""
				production   expected schema.sql   PostgreSQL 17   0.31 s

				✓ in sync in 2 tables""");
	}

	@Test
	void longTextsAreCutToWhereTheyDiffer() {
		String start = "CHECK (" + "a long condition that both have ".repeat(20);
		DatabaseSchema expected = schema(
				table("public.t").constraint(Constraint.Type.CHECK, "c", start + "and ONE)", "a"));
		DatabaseSchema actual = schema(
				table("public.t").constraint(Constraint.Type.CHECK, "c", start + "and\n   TWO)", "a"));
		assertThat(DriftReport.text(report(expected, actual, List.of())))
			.contains("expected  …tion that both have and ONE)")
			.contains("actual    …tion that both have and TWO)");
	}

	@Test
	void jsonHidesCodeUnlessAsked() {
		ValidationReport report = report(EXPECTED, ACTUAL, List.of());
		String hidden = JsonMapper.shared().writeValueAsString(ReportDescriptor.of(report, true, false));
		String shown = JsonMapper.shared().writeValueAsString(ReportDescriptor.of(report, true, true));
		assertThat(hidden).contains("\"summary\":{\"breaking\":2,\"drift\":3,\"extra\":1}")
			.contains("{\"type\":\"COLUMN_TYPE_CHANGED\",\"object\":\"public.product.price\","
					+ "\"expected\":\"numeric(10,2)\",\"actual\":\"text\",\"severity\":\"BREAKING\"}")
			.contains("\"active\":true,\"status\":\"DRIFTED\",\"checkedAt\":\"2026-11-22T03:00:00Z\"")
			.doesNotContain("geheim");
		assertThat(shown).contains("geheim");
	}

	private static ValidationReport report(DatabaseSchema expected, DatabaseSchema actual, List<String> notices) {
		SchemaDiff diff = SchemaComparator.compare(expected, actual, ComparisonOptions.defaults());
		return new ValidationReport("production",
				diff.inSync(false) ? ValidationStatus.IN_SYNC : ValidationStatus.DRIFTED,
				Instant.parse("2026-11-22T03:00:00Z"), Duration.ofMillis(310), "schema.sql", 170004, "sha256:7f", diff,
				notices, false, false, null);
	}

}
