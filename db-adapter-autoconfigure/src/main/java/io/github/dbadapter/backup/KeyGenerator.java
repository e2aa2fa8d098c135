package io.github.dbadapter.backup;

import java.sql.SQLException;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Makes new keys. A preview counts on from the highest key instead of using the sequence,
 * because what a sequence gave out is never rolled back.
 */
final class KeyGenerator {

	private final Statements statements;

	private final boolean preview;

	KeyGenerator(Statements statements, boolean preview) {
		this.statements = statements;
		this.preview = preview;
	}

	/** Returns an expression that gives a new key for each row {@code s}. */
	String expression(RestoreTable table, Identifier column) throws SQLException {
		CatalogColumn described = table.table().column(column);
		QualifiedName sequence = (described != null) ? described.sequence() : null;
		if (sequence == null) {
			return "pg_catalog.gen_random_uuid()";
		}
		String highest = "SELECT greatest((SELECT max(%s) FROM %s), (SELECT max(%s) FROM %s AS s), (SELECT last_value FROM %s))"
			.formatted(column.quoted(), table.table().name().quoted(), table.staged(column), table.staging(),
					sequence.quoted());
		if (this.preview) {
			return "(%d + 1 + s.r)::%s".formatted(this.statements.number(highest), table.type(column));
		}
		advance(sequence, highest);
		return "pg_catalog.nextval('%s'::regclass)::%s".formatted(sequence.quoted().replace("'", "''"),
				table.type(column));
	}

	/** Lets the sequences behind a table's columns go on above their highest values. */
	void advance(RestoreTable table) throws SQLException {
		if (this.preview) {
			return;
		}
		for (CatalogColumn column : table.columns()) {
			QualifiedName sequence = column.sequence();
			if (sequence != null && column.isInteger()) {
				advance(sequence,
						"SELECT max(%s) FROM %s".formatted(column.name().quoted(), table.table().name().quoted()));
			}
		}
	}

	/** Only ever away from where it started, and not past its end. */
	private void advance(QualifiedName sequence, String highest) throws SQLException {
		this.statements.execute("""
				SELECT pg_catalog.setval(q.seqrelid::regclass, h.value) FROM (%s) AS h(value), %s AS l,
					pg_catalog.pg_sequence q
				WHERE q.seqrelid = '%s'::regclass AND q.seqincrement > 0 AND h.value <= q.seqmax
					AND h.value >= l.last_value AND (h.value > l.last_value OR NOT l.is_called)""".formatted(highest,
				sequence.quoted(), sequence.quoted().replace("'", "''")));
	}

}
