package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a PostgreSQL array (PostgreSQL manual, chapter 8.15.2) into lists,
 * which nest as its dimensions do.
 */
final class ArrayText {

	private final String text;

	private final char delimiter;

	private final Function<String, ? extends @Nullable Object> element;

	private int at;

	private ArrayText(String text, char delimiter, Function<String, ? extends @Nullable Object> element) {
		this.text = text;
		this.delimiter = delimiter;
		this.element = element;
	}

	/**
	 * Reads an array.
	 * @param text what the server has sent
	 * @param delimiter what stands between elements
	 * @param element reads the text of one element
	 * @return the list, or the text itself if the array has explicit bounds, which a list
	 * could not hold
	 */
	static Object read(String text, char delimiter, Function<String, ? extends @Nullable Object> element) {
		return text.startsWith("{") ? new ArrayText(text, delimiter, element).list() : text;
	}

	private List<@Nullable Object> list() {
		List<@Nullable Object> list = new ArrayList<>();
		this.at++;
		if (this.text.charAt(this.at) == '}') {
			this.at++;
			return list;
		}
		while (true) {
			char first = this.text.charAt(this.at);
			if (first == '{') {
				list.add(list());
			}
			else if (first == '"') {
				list.add(this.element.apply(quoted()));
			}
			else {
				String plain = plain();
				list.add(plain.equals("NULL") ? null : this.element.apply(plain));
			}
			if (this.text.charAt(this.at++) == '}') {
				return list;
			}
		}
	}

	private String plain() {
		int start = this.at;
		while (this.text.charAt(this.at) != this.delimiter && this.text.charAt(this.at) != '}') {
			this.at++;
		}
		return this.text.substring(start, this.at);
	}

	private String quoted() {
		StringBuilder value = new StringBuilder();
		this.at++;
		while (true) {
			char next = this.text.charAt(this.at++);
			if (next == '"') {
				return value.toString();
			}
			value.append((next == '\\') ? this.text.charAt(this.at++) : next);
		}
	}

	/**
	 * Appends an element as text between double quotes, which suits every type.
	 * @param target where the array is being written
	 * @param value text of the element, {@code null} for SQL's
	 */
	static void appendElement(StringBuilder target, @Nullable String value) {
		if (value == null) {
			target.append("NULL");
			return;
		}
		appendQuoted(target, value);
	}

	/** Arrays, {@code hstore} and composites all understand this form. */
	static void appendQuoted(StringBuilder target, String value) {
		target.append('"');
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			if (character == '"' || character == '\\') {
				target.append('\\');
			}
			target.append(character);
		}
		target.append('"');
	}

}
