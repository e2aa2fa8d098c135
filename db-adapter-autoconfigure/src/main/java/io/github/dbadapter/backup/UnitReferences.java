package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.List;

import io.github.dbadapter.sql.Identifier;

/**
 * Resolves references inside a unit once the keys of all of its rows are known.
 */
final class UnitReferences {

	private final Statements statements;

	private final List<RowWriter> writers;

	UnitReferences(Statements statements, List<RowWriter> writers) {
		this.statements = statements;
		this.writers = writers;
	}

	void bind() throws SQLException {
		long changed = 1;
		while (changed > 0) {
			changed = 0;
			for (RowWriter writer : this.writers) {
				for (MappedReference reference : writer.mapping().inner()) {
					changed += skipOrphans(writer, reference);
				}
			}
		}
		for (RowWriter writer : this.writers) {
			for (MappedReference reference : writer.mapping().inner()) {
				bind(writer, reference);
			}
		}
	}

	private long skipOrphans(RowWriter writer, MappedReference reference) throws SQLException {
		if (reference.reference().optional()) {
			return 0;
		}
		RestoreTable table = writer.table();
		return this.statements.execute(
				"UPDATE %s AS u SET st = 'S', why = %d FROM (SELECT s.r FROM %s AS s%s WHERE %s) AS x WHERE u.r = x.r AND u.st IN ('I', 'M')"
					.formatted(table.map(), reference.index(), table.staging(), reference.join(table),
							reference.isMissing(table)));
	}

	private void bind(RowWriter writer, MappedReference reference) throws SQLException {
		RestoreTable table = writer.table();
		List<Identifier> mapped = writer.mapping().mappedColumns();
		for (Identifier column : reference.reference().columns()) {
			if (mapped.contains(column) && writer.mapping().isInner(column)) {
				this.statements.execute(
						"UPDATE %s AS u SET f%d = x.v FROM (SELECT s.r, %s AS v FROM %s AS s%s WHERE %s) AS x WHERE u.r = x.r AND u.st IN ('I', 'M') AND u.f%2$d IS DISTINCT FROM x.v"
							.formatted(table.map(), mapped.indexOf(column), reference.value(table, column),
									table.staging(), reference.join(table), reference.isSet(table)));
			}
		}
	}

}
