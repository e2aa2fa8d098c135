package io.github.dbadapter.sql;

import io.github.dbadapter.InvalidInputException;

/**
 * Name of one database object, exactly as the catalog holds it (no folding of case). This
 * type and {@link QualifiedName} are the only places of the library that quote a name.
 *
 * @param value the name, neither empty nor containing NUL
 * @since 0.1.0
 */
public record Identifier(String value) implements Comparable<Identifier> {

	public Identifier {
		if (value.isEmpty()) {
			throw new InvalidInputException("An identifier must not be empty");
		}
		if (value.indexOf('\0') >= 0) {
			throw new InvalidInputException("An identifier must not contain the NUL character");
		}
	}

	/**
	 * Returns the delimited identifier (PostgreSQL manual, chapter 4.1.1): between double
	 * quotes, inner ones doubled. Safe inside any SQL text.
	 * @return the quoted name
	 */
	public String quoted() {
		return '"' + this.value.replace("\"", "\"\"") + '"';
	}

	@Override
	public int compareTo(Identifier other) {
		return this.value.compareTo(other.value);
	}

	/**
	 * Returns the bare name, for messages and never for SQL.
	 */
	@Override
	public String toString() {
		return this.value;
	}

}
