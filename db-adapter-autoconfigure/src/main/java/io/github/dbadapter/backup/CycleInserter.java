package io.github.dbadapter.backup;

import java.sql.SQLException;

import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.backup.Statements.Work;

/**
 * Inserts the rows of a unit in waves, when some of them are rejected: first those that
 * wait for no other row of the unit, then those that waited for them. Rows that wait for
 * each other are tried together at the end and fail together.
 */
final class CycleInserter {

	private static final String READY = "R";

	private static final String WRITTEN = "W";

	private final Statements statements;

	private final List<RowWriter> writers;

	CycleInserter(Statements statements, List<RowWriter> writers) {
		this.statements = statements;
		this.writers = writers;
	}

	void insert(Work together) throws SQLException {
		boolean progress = true;
		while (progress) {
			progress = false;
			for (RowWriter writer : this.writers) {
				for (MappedReference reference : writer.mapping().inner()) {
					dropLost(writer, reference);
				}
				progress |= wave(writer);
			}
		}
		SQLException found = this.statements.attempt(together);
		for (RowWriter writer : this.writers) {
			if (found != null) {
				writer.failAll("st = 'I'",
						"refers to rows that refer back to it, and together they fail: " + Statements.describe(found));
			}
			this.statements.execute("UPDATE %s SET st = 'I' WHERE st = '%s'".formatted(writer.table().map(), WRITTEN));
		}
	}

	/** Inserts what waits for no other row. */
	private boolean wave(RowWriter writer) throws SQLException {
		RestoreTable table = writer.table();
		String waiting = writer.mapping()
			.inner()
			.stream()
			.map((reference) -> " AND NOT EXISTS (SELECT FROM %s WHERE %s%s)".formatted(reference.target(),
					(reference.source() == table) ? reference.alias() + ".r <> u.r AND " : "",
					reference.on(table).replace("IN ('I', 'M', 'W')", "= 'I'")))
			.collect(Collectors.joining());
		long ready = this.statements
			.execute("UPDATE %s AS u SET st = '%s' FROM %s AS s WHERE s.r = u.r AND u.st = 'I'%s".formatted(table.map(),
					READY, table.staging(), waiting));
		if (ready == 0) {
			return false;
		}
		writer.insert(READY.charAt(0));
		this.statements.execute("UPDATE %s SET st = '%s' WHERE st = '%s'".formatted(table.map(), WRITTEN, READY));
		return true;
	}

	/** What a rejected row was referred to by loses it, or is left out with it. */
	private void dropLost(RowWriter writer, MappedReference reference) throws SQLException {
		RestoreTable table = writer.table();
		String change = reference.reference().optional() ? reference.reference()
			.columns()
			.stream()
			.filter(writer.mapping()::isInner)
			.map((column) -> "f%d = NULL".formatted(writer.mapping().mappedColumns().indexOf(column)))
			.collect(Collectors.joining(", ")) : "st = 'S', why = " + reference.index();
		this.statements.execute("UPDATE %s AS u SET %s FROM %s AS s, %s WHERE s.r = u.r AND u.st = 'I' AND %s"
			.formatted(table.map(), change, table.staging(), reference.target(),
					reference.on(table).replace("IN ('I', 'M', 'W')", "IN ('F', 'S')")));
	}

}
