package io.github.dbadapter.client;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.client.TableMetadata.Generation;
import io.github.dbadapter.sql.QualifiedName;

/**
 * A column was given a value although PostgreSQL always makes its values itself. A row
 * that was read can be written back without that column.
 *
 * @since 0.1.0
 */
public class GeneratedColumnException extends InvalidInputException {

	private final String table;

	private final String column;

	private GeneratedColumnException(String message, String table, String column) {
		super(message);
		this.table = table;
		this.column = column;
	}

	static GeneratedColumnException of(QualifiedName table, String column, Generation generation) {
		String message = switch (generation) {
			case EXPRESSION ->
				"Column '%s' of table '%s' is computed by PostgreSQL from other columns and takes no value: leave it out of the data";
			case IDENTITY ->
				"Column '%s' of table '%s' is GENERATED ALWAYS AS IDENTITY and takes no value: leave it out of the data. "
						+ "To insert a number of your own, use execute with INSERT … OVERRIDING SYSTEM VALUE";
		};
		return new GeneratedColumnException(message.formatted(column, table), table.toString(), column);
	}

	public String getTable() {
		return this.table;
	}

	public String getColumn() {
		return this.column;
	}

}
