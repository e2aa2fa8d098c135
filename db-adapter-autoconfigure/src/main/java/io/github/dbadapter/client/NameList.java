package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.NearestNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated column names, each plain or in double quotes (a plain one may not
 * hold commas, blanks or double quotes), each with or without words behind it.
 */
final class NameList {

	private final String text;

	private final String purpose;

	private int at;

	private NameList(String text, String purpose) {
		this.text = text;
		this.purpose = purpose;
	}

	static List<Item> parse(String text, String purpose) {
		return new NameList(text, purpose).items();
	}

	/**
	 * Reads a list of columns to select.
	 * @param columns {@code *}, or the list
	 * @return the names, empty for {@code *}
	 */
	static List<String> columns(@Nullable String columns) {
		if (columns == null) {
			throw new InvalidInputException("The columns are null: * stands for all of them");
		}
		if (columns.strip().equals("*")) {
			return List.of();
		}
		List<String> names = new ArrayList<>();
		for (Item item : parse(columns, "columns")) {
			if (!item.rest().isEmpty()) {
				throw new InvalidInputException(
						"Unexpected '%s' after column '%s': expected * or a comma-separated list of column names"
							.formatted(NearestNames.shown(item.rest()), NearestNames.shown(item.name())));
			}
			names.add(item.name());
		}
		return names;
	}

	private List<Item> items() {
		List<Item> items = new ArrayList<>();
		while (true) {
			skipBlanks();
			@Nullable String name = (peek() == '"') ? quoted() : plain();
			int start = this.at;
			while (this.at < this.text.length() && this.text.charAt(this.at) != ',') {
				this.at++;
			}
			items.add(new Item(name, this.text.substring(start, this.at).strip()));
			if (this.at++ == this.text.length()) {
				return items;
			}
		}
	}

	private char peek() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at) : 0;
	}

	private void skipBlanks() {
		while (this.at < this.text.length() && Character.isWhitespace(peek())) {
			this.at++;
		}
	}

	private String plain() {
		int start = this.at;
		while (this.at < this.text.length() && peek() != ',' && !Character.isWhitespace(peek())) {
			if (peek() == '"') {
				throw malformed();
			}
			this.at++;
		}
		if (this.at == start) {
			throw malformed();
		}
		return this.text.substring(start, this.at);
	}

	private String quoted() {
		StringBuilder name = new StringBuilder();
		for (this.at++; this.at < this.text.length(); this.at++) {
			char character = peek();
			if (character != '"') {
				name.append(character);
			}
			else if (this.at + 1 < this.text.length() && this.text.charAt(this.at + 1) == '"') {
				name.append('"');
				this.at++;
			}
			else if (name.isEmpty()) {
				break;
			}
			else {
				this.at++;
				return name.toString();
			}
		}
		throw malformed();
	}

	private InvalidInputException malformed() {
		return new InvalidInputException(
				"'%s' is not a list of %s: expected comma-separated column names, plain or in double quotes"
					.formatted(NearestNames.shown(this.text), this.purpose));
	}

	/**
	 * A name and what stands behind it.
	 *
	 * @param name the name
	 * @param rest the words behind it, empty if none
	 */
	record Item(String name, String rest) {

	}

}
