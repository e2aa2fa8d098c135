package io.github.dbadapter.client;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A value cannot be read for its column. Neither the message nor a cause holds the value,
 * which may be secret.
 *
 * @since 0.1.0
 */
public class InvalidValueException extends InvalidInputException {

	private final String column;

	private final @Nullable String columnType;

	private final @Nullable String sqlState;

	InvalidValueException(String message, String column, @Nullable String columnType, @Nullable String sqlState) {
		super(message);
		this.column = column;
		this.columnType = columnType;
		this.sqlState = sqlState;
	}

	static InvalidValueException noForm(String column, ColumnType type, Object value) {
		return new InvalidValueException(
				"A value of %s cannot be written to %s".formatted(typeName(value), subject(column, type)), column,
				type.name(), null);
	}

	static InvalidValueException notJson(String column, ColumnType type) {
		return new InvalidValueException(
				"The text given for %s is not a JSON document".formatted(subject(column, type)), column, type.name(),
				null);
	}

	static InvalidValueException unknownAttribute(String column, ColumnType type) {
		return new InvalidValueException("The map for %s has keys that are not among its attributes %s"
			.formatted(subject(column, type), type.attributes().keySet()), column, type.name(), null);
	}

	static InvalidValueException nul(String column, ColumnType type) {
		return new InvalidValueException(
				"The value for %s contains the NUL character (U+0000), which PostgreSQL cannot store in text"
					.formatted(subject(column, type)),
				column, type.name(), null);
	}

	static InvalidValueException surrogate(String column, ColumnType type) {
		return new InvalidValueException(
				"The value for %s contains half of a surrogate pair, which UTF-8 cannot represent"
					.formatted(subject(column, type)),
				column, type.name(), null);
	}

	static String subject(String column, ColumnType type) {
		return (type == ColumnType.UNKNOWN) ? "parameter '%s'".formatted(column)
				: "column '%s' of type %s".formatted(column, type.name());
	}

	static String typeName(Object value) {
		return typeName(value.getClass());
	}

	static String typeName(Class<?> type) {
		String name = type.getTypeName();
		return name.startsWith("java.lang.") ? name.substring("java.lang.".length()) : name;
	}

	/**
	 * Returns the column, or the columns that come into question, separated by commas.
	 * @return the name, or that of the statement's parameter
	 */
	public String getColumn() {
		return this.column;
	}

	/**
	 * Returns the column's type.
	 * @return the type as PostgreSQL calls it, or {@code null} if it is not known
	 */
	public @Nullable String getColumnType() {
		return this.columnType;
	}

	/**
	 * Returns the SQLSTATE with which PostgreSQL refused the value.
	 * @return the five characters, or {@code null} if it was refused before
	 */
	public @Nullable String getSqlState() {
		return this.sqlState;
	}

}
