package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Locale;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Makes hazards, none for a table without rows.
 */
final class Hazards {

	private final Planning planning;

	Hazards(Planning planning) {
		this.planning = planning;
	}

	boolean none(QualifiedName table) {
		return this.planning.isEmpty(table);
	}

	@Nullable FixHazard dropTable(QualifiedName table) {
		return none(table) ? null : FixHazard.of(Hazard.DATA_LOSS, "%s of %s are lost".formatted(rows(table), table),
				"without --drop-extra the table stays");
	}

	@Nullable FixHazard dropColumn(QualifiedName table, String column) {
		if (none(table)) {
			return null;
		}
		DataCheck check = DataCheck.where(table, "r." + SqlText.quoted(column) + " IS NOT NULL");
		return FixHazard.checked(Hazard.DATA_LOSS, "the values of %s.%s are lost".formatted(table, column),
				"without --drop-extra the column stays", check);
	}

	FixHazard lossOf(QualifiedName table, String column, DataCheck check) {
		return FixHazard.checked(Hazard.DATA_LOSS,
				"values of %s.%s that the new type cannot hold exactly are changed".formatted(table, column),
				"add a column of the new type and convert in steps", check);
	}

	@Nullable FixHazard rewrite(QualifiedName table) {
		return none(table) ? null
				: FixHazard.of(Hazard.TABLE_REWRITE,
						"%s of %s are written anew, readers wait".formatted(size(table), table),
						"apply when nobody needs the table");
	}

	@Nullable FixHazard readersWait(QualifiedName table, String until, boolean online) {
		return none(table) ? null
				: FixHazard.of(Hazard.LOCKS_READS, "readers and writers of %s wait while %s".formatted(table, until),
						online ? "--online does without" : "apply when nobody needs the table");
	}

	@Nullable FixHazard writersWait(QualifiedName table, String until, boolean online) {
		return none(table) ? null
				: FixHazard.of(Hazard.LOCKS_WRITES, "writers of %s wait while %s".formatted(table, until),
						online ? "--online does without" : "apply when nobody writes");
	}

	@Nullable FixHazard mayFail(QualifiedName table, String what, String alternative, @Nullable DataCheck check) {
		return none(table) ? null : new FixHazard(Hazard.MAY_FAIL_ON_DATA, what, alternative, check, null);
	}

	/** What a definition given by a person could do, as far as its words tell. */
	void ofDefinition(Step step, ObjectReference column, String definition) {
		QualifiedName table = column.name();
		List<SqlToken> tokens = SqlScript.tokens(definition);
		int value = -1;
		boolean mandatory = false;
		boolean key = false;
		for (int i = 0; i < tokens.size(); i++) {
			value = tokens.get(i).isWord("default", "generated") ? i : value;
			mandatory |= tokens.get(i).isWord("primary")
					|| (i > 0 && tokens.get(i).isWord("null") && tokens.get(i - 1).isWord("not"));
			key |= tokens.get(i).isWord("primary", "unique");
		}
		if (value >= 0 && Columns.isVolatile(definition.substring(tokens.get(value).end()))) {
			step.hazard(rewrite(table));
		}
		if (key) {
			step.hazard(readersWait(table, "the index is built", false));
		}
		if (mandatory && value < 0) {
			step.hazard(mayFail(table,
					"%s of %s would get NULL in %s, which is NOT NULL and has no default".formatted(rows(table), table,
							column.detail()),
					"a DEFAULT in its definition gives them a value", DataCheck.where(table, "true")));
		}
	}

	/** Duplicates that a key does not allow. */
	@Nullable DataCheck duplicates(Table expected, Constraint key) {
		if (key.type() == Constraint.Type.EXCLUSION || !standAlready(expected.name(), key.columns())) {
			return null;
		}
		boolean nullsEqual = key.definition().contains(" NULLS NOT DISTINCT ");
		String duplicates = duplicates(expected.name(), key.columns(), nullsEqual, null);
		return DataCheck.where(expected.name(),
				(key.type() != Constraint.Type.PRIMARY_KEY) ? duplicates : duplicates + " OR " + anyNull(key));
	}

	private static String anyNull(Constraint key) {
		return String.join(" OR ",
				key.columns().stream().map((column) -> "r." + SqlText.quoted(column) + " IS NULL").toList());
	}

	@Nullable DataCheck duplicates(QualifiedName table, Index index) {
		String keys = SqlText.parenthesized(index.definition(), "using", index.definition().split(" ")[1]);
		String predicate = SqlText.parenthesized(index.definition(), "where");
		boolean plain = keys != null && keys.indexOf('(') < 0 && !index.columns().isEmpty();
		if (!plain || !standAlready(table, index.columns())
				|| (predicate != null && !standAlready(table, SqlText.identifiers(predicate)))) {
			return null;
		}
		boolean nullsEqual = index.definition().toUpperCase(Locale.ROOT).contains(" NULLS NOT DISTINCT");
		return DataCheck.where(table, duplicates(table, index.columns(), nullsEqual, predicate));
	}

	private static String duplicates(QualifiedName table, java.util.List<String> columns, boolean nullsEqual,
			@Nullable String predicate) {
		StringBuilder same = new StringBuilder();
		for (String column : columns) {
			String quoted = SqlText.quoted(column);
			same.append(" AND o.")
				.append(quoted)
				.append(nullsEqual ? " IS NOT DISTINCT FROM r." : " = r.")
				.append(quoted);
		}
		if (predicate == null) {
			return "EXISTS (SELECT FROM %s o WHERE (o.tableoid, o.ctid) <> (r.tableoid, r.ctid)%s)"
				.formatted(table.quoted(), same);
		}
		// The predicate names bare columns, so it gets a scope of its own on either side.
		String within = "(SELECT * FROM (SELECT x.tableoid AS row_table, x.ctid AS row_place, x.* FROM %s x) y WHERE %s)"
			.formatted(table.quoted(), predicate);
		return "(r.tableoid, r.ctid) IN (SELECT z.row_table, z.row_place FROM %s z) AND EXISTS (SELECT FROM %s o WHERE (o.row_table, o.row_place) <> (r.tableoid, r.ctid)%s)"
			.formatted(within, within, same);
	}

	/** Rows that a check refuses. */
	@Nullable DataCheck refused(Table expected, Constraint check) {
		String expression = SqlText.parenthesized(check.definition(), "check");
		if (expression == null || !standAlready(expected.name(), check.columns())) {
			return null;
		}
		return DataCheck.where(expected.name(),
				"(r.tableoid, r.ctid) IN (SELECT y.row_table, y.row_place FROM (SELECT x.tableoid AS row_table, x.ctid AS row_place, x.* FROM %s x) y WHERE NOT (%s))"
					.formatted(expected.name().quoted(), expression));
	}

	/** Rows for which an expression gives NULL. */
	@Nullable DataCheck computesNull(QualifiedName table, String expression) {
		return standAlready(table, SqlText.identifiers(expression)) ? DataCheck.where(table,
				"(r.tableoid, r.ctid) IN (SELECT y.row_table, y.row_place FROM (SELECT x.tableoid AS row_table, x.ctid AS row_place, x.* FROM %s x) y WHERE (%s) IS NULL)"
					.formatted(table.quoted(), expression))
				: null;
	}

	/** Rows outside of the bounds of a partition, where these are plain. */
	@Nullable DataCheck outside(QualifiedName table, @Nullable String key, String bound) {
		String column = (key != null) ? SqlText.parenthesized(key, key.startsWith("RANGE") ? "range" : "list") : null;
		if (column == null || SqlText.identifiers(column).size() != 1 || column.contains("(")
				|| !standAlready(table, SqlText.identifiers(column))) {
			return null;
		}
		String value = "r." + SqlText.quoted(SqlText.identifiers(column).iterator().next());
		String in = SqlText.parenthesized(bound, "in");
		if (in != null && !in.contains("NULL")) {
			return DataCheck.where(table, "%s IS NULL OR %s NOT IN (%s)".formatted(value, value, in));
		}
		String from = SqlText.parenthesized(bound, "from");
		String to = SqlText.parenthesized(bound, "to");
		if (from == null || to == null) {
			return null;
		}
		return DataCheck.where(table,
				value + " IS NULL" + ("MINVALUE".equals(from) ? "" : " OR " + value + " < " + from)
						+ ("MAXVALUE".equals(to) ? "" : " OR " + value + " >= " + to));
	}

	/** Rows within the bounds of a partition, where these are plain. */
	@Nullable DataCheck inside(QualifiedName table, @Nullable String key, String bound) {
		DataCheck outside = outside(table, key, bound);
		return (outside != null) ? DataCheck.where(table, "NOT (" + outside.condition() + ")") : null;
	}

	/** Rows whose reference leads nowhere. */
	@Nullable DataCheck orphans(Table expected, Constraint key) {
		QualifiedName target = key.references();
		if (target == null || !standAlready(expected.name(), key.columns())) {
			return null;
		}
		StringBuilder condition = new StringBuilder();
		StringBuilder same = new StringBuilder();
		for (int i = 0; i < key.columns().size(); i++) {
			String column = "r." + SqlText.quoted(key.columns().get(i));
			condition.append((i == 0) ? "" : " AND ").append(column).append(" IS NOT NULL");
			same.append((i == 0) ? "" : " AND ")
				.append("o.")
				.append(SqlText.quoted(key.referencedColumns().get(i)))
				.append(" = ")
				.append(column);
		}
		if (this.planning.isNew(target) || this.planning.actual().schema().table(target) == null) {
			return DataCheck.where(expected.name(), condition.toString());
		}
		return standAlready(target, key.referencedColumns())
				? DataCheck.where(expected.name(),
						"%s AND NOT EXISTS (SELECT FROM %s o WHERE %s)".formatted(condition, target.quoted(), same))
				: null;
	}

	/** Whether the columns are there before the plan, with the types they will have. */
	private boolean standAlready(QualifiedName table, java.util.Collection<String> columns) {
		DatabaseSchema actual = this.planning.actual().schema();
		Table before = actual.table(table);
		Table after = this.planning.expected().schema().table(table);
		if (before == null || after == null) {
			return false;
		}
		return columns.stream()
			.filter((column) -> after.column(column) != null)
			.allMatch((column) -> before.column(column) != null
					&& before.column(column).type().equals(after.column(column).type()));
	}

	String rows(QualifiedName table) {
		DatabaseFacts.TableFacts facts = this.planning.facts().tables().get(table);
		return (facts != null) ? "about %,d rows".formatted(Math.max(facts.rows(), 1)) : "the rows";
	}

	private String size(QualifiedName table) {
		DatabaseFacts.TableFacts facts = this.planning.facts().tables().get(table);
		if (facts == null) {
			return "the rows";
		}
		long bytes = facts.bytes();
		return (bytes >= 10L << 20) ? "%,d MB".formatted(bytes >> 20) : "%,d kB".formatted(Math.max(bytes >> 10, 1));
	}

}
