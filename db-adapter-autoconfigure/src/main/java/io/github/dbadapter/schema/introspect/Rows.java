package io.github.dbadapter.schema.introspect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Result of one {@link CatalogQuery}, read by position in the order of the columns. Equal
 * texts become one object, for types and names repeat.
 */
final class Rows {

	private static final int LONGEST_SHARED_TEXT = 64;

	private final CatalogQuery query;

	private final ResultSet results;

	private final Map<String, String> shared;

	private int column;

	Rows(CatalogQuery query, ResultSet results, Map<String, String> shared) {
		this.query = query;
		this.results = results;
		this.shared = shared;
	}

	boolean next() throws SQLException {
		this.column = 0;
		return this.results.next();
	}

	void skip(int columns) {
		this.column += columns;
	}

	@Nullable String textOrNull() throws SQLException {
		String value = this.results.getString(++this.column);
		if (value == null || value.length() > LONGEST_SHARED_TEXT) {
			return value;
		}
		String present = this.shared.putIfAbsent(value, value);
		return (present != null) ? present : value;
	}

	/**
	 * Returns a text that every living object has.
	 * @return the text
	 * @throws ConcurrentChangeException if it is NULL, as {@code pg_get_*def} gives it
	 * for an object dropped meanwhile
	 */
	String text() throws SQLException {
		String value = textOrNull();
		if (value == null) {
			throw new ConcurrentChangeException(this.query);
		}
		return value;
	}

	char character() throws SQLException {
		String value = this.results.getString(++this.column);
		return (value == null || value.isEmpty()) ? 0 : value.charAt(0);
	}

	boolean flag() throws SQLException {
		String value = this.results.getString(++this.column);
		return value != null && value.charAt(0) == 't';
	}

	long number() throws SQLException {
		return this.results.getLong(++this.column);
	}

	int integer() throws SQLException {
		return this.results.getInt(++this.column);
	}

	@Nullable Integer integerOrNull() throws SQLException {
		int value = this.results.getInt(++this.column);
		return this.results.wasNull() ? null : (Integer) value;
	}

	/**
	 * Returns numbers of an {@code int2[]} or {@code int2vector}. What pgjdbc has
	 * received in binary, which it asks for once a statement has been used a few times on
	 * the same connection, it renders with quotes.
	 * @return the numbers, none for NULL
	 */
	int[] integers() throws SQLException {
		String text = this.results.getString(++this.column);
		if (text == null || text.length() < 1 || text.equals("{}")) {
			return new int[0];
		}
		String value = text.replace("\"", "");
		String inner = (value.charAt(0) == '{') ? value.substring(1, value.length() - 1) : value;
		String[] parts = inner.split("[, ]");
		int[] numbers = new int[parts.length];
		for (int i = 0; i < parts.length; i++) {
			numbers[i] = Integer.parseInt(parts[i]);
		}
		return numbers;
	}

	String[] texts() throws SQLException {
		java.sql.Array array = this.results.getArray(++this.column);
		return (array == null) ? new String[0] : (String[]) array.getArray();
	}

	/**
	 * Returns the entries {@code name=value} of a {@code text[]}.
	 * @return options by name, none for NULL
	 */
	Map<String, String> options() throws SQLException {
		String[] entries = texts();
		if (entries.length == 0) {
			return Map.of();
		}
		Map<String, String> options = new HashMap<>();
		for (String entry : entries) {
			int equals = entry.indexOf('=');
			options.put((equals < 0) ? entry : entry.substring(0, equals),
					(equals < 0) ? "" : entry.substring(equals + 1));
		}
		return options;
	}

}
