package io.github.dbadapter.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says about one table.
 *
 * @param name the table as it was asked for
 * @param columns types by column, in order
 * @param generated the columns whose values PostgreSQL makes itself, and by what
 * @param primaryKey columns of the primary key, empty if there is none
 * @param uniqueKeys columns of the other unique constraints and plain unique indexes
 * @param constraints columns by constraint, as far as a constraint has columns
 * @param declaredTypes complete types by column if the table's own row type cannot be
 * used: a domain may refuse the NULL that a composite value has for what it leaves out,
 * and the name of the table may be that of another type such as {@code point}; empty
 * otherwise
 * @param version changes whenever the table's columns do
 */
record TableMetadata(QualifiedName name, Map<String, ColumnType> columns, Map<String, Generation> generated,
		List<String> primaryKey, List<List<String>> uniqueKeys, Map<String, List<String>> constraints,
		Map<String, String> declaredTypes, String version) {

	/**
	 * Stands for a table of which nothing can be known; every column seems to be there.
	 * @param name the table
	 * @return metadata that lets everything pass
	 */
	static TableMetadata unknown(QualifiedName name) {
		return new TableMetadata(name, Map.of(), Map.of(), List.of(), List.of(), Map.of(), Map.of(), "");
	}

	boolean isKnown() {
		return !this.version.isEmpty();
	}

	ColumnType column(@Nullable String column) {
		if (column == null) {
			throw new InvalidInputException("A column of table '%s' was named null".formatted(this.name));
		}
		if (!isKnown()) {
			return ColumnType.UNKNOWN;
		}
		ColumnType type = this.columns.get(column);
		if (type == null) {
			throw UnknownColumnException.of(this.name, column, this.columns.keySet());
		}
		return type;
	}

	void requireColumns(Collection<String> columns) {
		columns.forEach(this::column);
	}

	/**
	 * Tells by which columns rows are found.
	 * @param columns those that the caller has named, empty for the primary key
	 * @return the columns
	 * @throws InvalidInputException if there is no primary key where one is needed
	 */
	List<String> keyOr(Collection<String> columns) {
		requireColumns(columns);
		if (columns.isEmpty() && this.primaryKey.isEmpty()) {
			throw new InvalidInputException(isKnown()
					? "Table '%s' has no primary key: name the columns that identify a row".formatted(this.name)
					: "The primary key of table '%s' is not known: name the columns that identify a row"
						.formatted(this.name));
		}
		return columns.isEmpty() ? this.primaryKey : List.copyOf(columns);
	}

	/**
	 * Refuses columns to which a statement cannot give a value.
	 * @param columns columns that the statement sets
	 * @throws GeneratedColumnException if PostgreSQL makes the value of one
	 */
	void requireWritable(Collection<String> columns) {
		for (String column : columns) {
			Generation generation = this.generated.get(column);
			if (generation != null) {
				throw GeneratedColumnException.of(this.name, column, generation);
			}
		}
	}

	/**
	 * By what PostgreSQL makes the values of a column.
	 */
	enum Generation {

		/** By an expression over the other columns, when stored or when read. */
		EXPRESSION,

		/** By a sequence, always. */
		IDENTITY

	}

}
