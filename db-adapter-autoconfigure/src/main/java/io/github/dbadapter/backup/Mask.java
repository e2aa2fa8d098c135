package io.github.dbadapter.backup;

import java.util.Locale;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How the values of one column are hidden on their way into a backup. Computed by
 * PostgreSQL; NULL stays NULL, equal values stay equal, different ones stay different
 * (with {@link Kind#NULL} and {@link Kind#FIXED} as the obvious exceptions).
 *
 * @param table name of the table
 * @param column name of the column
 * @param kind what takes the value's place
 * @param text the text of {@link Kind#FIXED}, otherwise {@code null}
 * @since 0.1.0
 */
public record Mask(String table, String column, Kind kind, @Nullable String text) {

	public Mask {
		Assert.hasText(table, "'table' must not be empty");
		Assert.hasText(column, "'column' must not be empty");
		Assert.isTrue((text != null) == (kind == Kind.FIXED), "'text' belongs to FIXED");
	}

	/** Whether another mask is about the same column, by the same name of the table. */
	boolean isOfSameColumn(Mask other) {
		return this.table.equals(other.table) && this.column.equals(other.column);
	}

	/**
	 * Reads a mask as it is given on a command line.
	 * @param text {@code table.column=mask}, the mask as in configuration
	 * @return the mask
	 * @throws InvalidInputException if the text is no such thing
	 */
	public static Mask parse(String text) {
		int equals = text.indexOf('=');
		int dot = text.lastIndexOf('.', Math.max(equals, 0));
		if (dot <= 0 || equals <= dot + 1) {
			throw new InvalidInputException(
					"Mask '%s' is not TABLE.COLUMN=MASK, as in users.email=email".formatted(text));
		}
		return parse(text.substring(0, dot), text.substring(dot + 1, equals), text.substring(equals + 1));
	}

	/**
	 * Reads a mask as it is written in configuration.
	 * @param table name of the table
	 * @param column name of the column
	 * @param text {@code null}, {@code hash}, {@code email}, {@code name} or
	 * {@code fixed:<text>}
	 * @return the mask
	 * @throws InvalidInputException if the text is none of these
	 */
	public static Mask parse(String table, String column, String text) {
		if (text.startsWith("fixed:")) {
			return new Mask(table, column, Kind.FIXED, text.substring("fixed:".length()));
		}
		for (Kind kind : Kind.values()) {
			if (kind != Kind.FIXED && kind.name().toLowerCase(Locale.ROOT).equals(text)) {
				return new Mask(table, column, kind, null);
			}
		}
		throw new InvalidInputException(
				"Mask '%s' of column '%s.%s' is unknown. Use null, hash, email, name or fixed:<text>".formatted(text,
						table, column));
	}

	/**
	 * What takes a value's place.
	 */
	public enum Kind {

		/** NULL. */
		NULL,

		/** A hash of the value, as text, uuid or bytea. */
		HASH,

		/** An address under {@code example.com}. */
		EMAIL,

		/** A made-up first name with a family name of hexadecimal digits. */
		NAME,

		/** A given text. */
		FIXED

	}

}
