package io.github.dbadapter.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Name of an object with or without its schema. Ordered by schema (none first), then by
 * name.
 *
 * @param schema the schema, or {@code null} when the search path decides
 * @param name the object's own name
 * @since 0.1.0
 */
public record QualifiedName(@Nullable Identifier schema, Identifier name) implements Comparable<QualifiedName> {

	private static final Comparator<QualifiedName> ORDER = Comparator
		.comparing((QualifiedName qualified) -> (qualified.schema != null) ? qualified.schema.value() : "")
		.thenComparing((qualified) -> qualified.name.value());

	public static QualifiedName of(@Nullable String schema, String name) {
		return new QualifiedName((schema != null) ? new Identifier(schema) : null, new Identifier(name));
	}

	public static QualifiedName of(String name) {
		return of(null, name);
	}

	/**
	 * Reads a name as PostgreSQL would: {@code name} or {@code schema.name}, each part
	 * either plain or in double quotes. Unlike in SQL the case of a plain part is kept,
	 * because callers write the catalog's names; a plain part may hold any characters but
	 * dots and double quotes.
	 * @param text the text to read
	 * @return the name
	 * @throws InvalidInputException if the text is empty, has more than two parts or an
	 * unbalanced quote
	 */
	public static QualifiedName parse(String text) {
		List<String> parts = split(text);
		return switch (parts.size()) {
			case 1 -> of(parts.get(0));
			case 2 -> of(parts.get(0), parts.get(1));
			default -> throw new InvalidInputException(
					"'%s' is not a table name: expected 'name' or 'schema.name'".formatted(text));
		};
	}

	private static List<String> split(String text) {
		List<String> parts = new ArrayList<>();
		int at = 0;
		while (true) {
			StringBuilder part = new StringBuilder();
			if (at < text.length() && text.charAt(at) == '"') {
				at = quotedPart(text, at + 1, part);
			}
			else {
				while (at < text.length() && text.charAt(at) != '.') {
					if (text.charAt(at) == '"') {
						throw malformed(text);
					}
					part.append(text.charAt(at++));
				}
			}
			if (part.isEmpty()) {
				throw malformed(text);
			}
			parts.add(part.toString());
			if (at == text.length()) {
				return parts;
			}
			if (text.charAt(at++) != '.') {
				throw malformed(text);
			}
		}
	}

	private static int quotedPart(String text, int start, StringBuilder part) {
		for (int at = start; at < text.length(); at++) {
			char character = text.charAt(at);
			if (character != '"') {
				part.append(character);
			}
			else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
				part.append('"');
				at++;
			}
			else {
				return at + 1;
			}
		}
		throw malformed(text);
	}

	private static InvalidInputException malformed(String text) {
		return new InvalidInputException(
				"'%s' is not a valid name: expected 'name', 'schema.name' or quoted parts as in '\"My Table\"'"
					.formatted(text));
	}

	/**
	 * Returns the name for use in SQL, each part quoted.
	 * @return the quoted name
	 */
	public String quoted() {
		return (this.schema != null) ? this.schema.quoted() + "." + this.name.quoted() : this.name.quoted();
	}

	@Override
	public int compareTo(QualifiedName other) {
		return ORDER.compare(this, other);
	}

	/**
	 * Returns the name for messages, unquoted, and never for SQL.
	 */
	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name.toString();
	}

}
