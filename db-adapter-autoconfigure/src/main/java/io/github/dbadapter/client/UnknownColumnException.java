package io.github.dbadapter.client;

import java.util.Collection;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.NearestNames;
import io.github.dbadapter.sql.QualifiedName;

/**
 * A table has no column of the given name.
 *
 * @since 0.1.0
 */
public class UnknownColumnException extends InvalidInputException {

	private final String table;

	private final String column;

	private final List<String> nearest;

	private UnknownColumnException(String message, String table, String column, List<String> nearest) {
		super(message);
		this.table = table;
		this.column = column;
		this.nearest = nearest;
	}

	static UnknownColumnException of(QualifiedName table, String column, Collection<String> known) {
		List<String> nearest = NearestNames.of(column, known);
		return new UnknownColumnException("Table '%s' has no column '%s'%s".formatted(table, NearestNames.shown(column),
				NearestNames.sentence(nearest, known)), table.toString(), column, nearest);
	}

	public String getTable() {
		return this.table;
	}

	public String getColumn() {
		return this.column;
	}

	/**
	 * Returns known names that resemble the given one.
	 * @return at most three, the nearest first
	 */
	public List<String> getNearest() {
		return this.nearest;
	}

}
