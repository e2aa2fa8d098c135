package io.github.dbadapter.schema.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.diff.SchemaDiff;

import static io.github.dbadapter.schema.diff.TableFixture.column;
import static io.github.dbadapter.schema.diff.TableFixture.schema;
import static io.github.dbadapter.schema.diff.TableFixture.table;

/**
 * Reports for tests without a database.
 */
public final class Reports {

	private static final DatabaseSchema EXPECTED = schema(
			table("public.product").column(column("price", "numeric(10,2)", true, "0.19"))
				.index("by_price", false, "USING btree (price)"));

	private Reports() {
	}

	public static ValidationReport inSync(String profile) {
		return of(profile, EXPECTED);
	}

	public static ValidationReport drifted(String profile) {
		return of(profile, schema(table("public.product").column(column("price", "numeric(10,2)", true, "0.07"))));
	}

	public static ValidationReport breaking(String profile) {
		return of(profile, schema(table("public.product")));
	}

	public static ValidationReport unreachable(String profile) {
		return ValidationReport.withoutResult(profile, ValidationStatus.UNREACHABLE, "schema.sql", Duration.ZERO,
				"no answer within 30 s");
	}

	private static ValidationReport of(String profile, DatabaseSchema actual) {
		SchemaDiff diff = SchemaComparator.compare(EXPECTED, actual, ComparisonOptions.defaults());
		return new ValidationReport(profile, diff.inSync(false) ? ValidationStatus.IN_SYNC : ValidationStatus.DRIFTED,
				Instant.parse("2026-11-22T03:00:00Z"), Duration.ofMillis(310), "schema.sql", 170004, "sha256:7f", diff,
				List.of(), false, false, null);
	}

}
