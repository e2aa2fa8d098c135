package io.github.dbadapter.client;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.AbstractList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;

import io.r2dbc.postgresql.codec.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Writes Java values as the text that PostgreSQL reads for a column. What the text means
 * is left to the server, which knows the column's type as it is at that moment; the type
 * given here only decides the form of maps and lists.
 */
final class ValueWriter {

	private static final int MAX_PLAIN_SCALE = 1000;

	private ValueWriter() {
	}

	/**
	 * Writes one value.
	 * @param value the value
	 * @param type type of the column
	 * @param column its name, for messages
	 * @return the text, or {@code null} for SQL's NULL
	 * @throws InvalidValueException if the value has no form for that type
	 */
	static @Nullable String write(@Nullable Object value, ColumnType type, String column) {
		return (value != null) ? checked(text(value, type, column), type, column) : null;
	}

	private static String text(Object value, ColumnType type, String column) {
		if (value instanceof CharSequence || value instanceof Character) {
			return value.toString();
		}
		if (value instanceof Json json) {
			return json.asString();
		}
		if (type.isJson() || (value instanceof JsonNode && type.kind() == ColumnType.Kind.PLAIN)) {
			return json(value, type, column);
		}
		if (value instanceof Number number) {
			return number(number);
		}
		if (value instanceof byte[] bytes) {
			return "\\x" + HexFormat.of().formatHex(bytes);
		}
		if (value instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.duplicate().get(bytes);
			return text(bytes, type, column);
		}
		@Nullable String temporal = TemporalText.write(value);
		if (temporal != null) {
			return temporal;
		}
		if (value instanceof Boolean || value instanceof UUID || value instanceof URI || value instanceof URL
				|| value instanceof ZoneId || value instanceof Duration || value instanceof Period) {
			return value.toString();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof InetAddress address) {
			return address.getHostAddress().replaceFirst("%.*", "");
		}
		return structure(value, type, column);
	}

	private static String number(Number number) {
		if (number instanceof BigDecimal decimal) {
			return (Math.abs((long) decimal.scale()) <= MAX_PLAIN_SCALE) ? decimal.toPlainString() : decimal.toString();
		}
		return number.toString();
	}

	private static String structure(Object value, ColumnType type, String column) {
		@Nullable Collection<?> list = asList(value);
		switch (type.kind()) {
			case ARRAY -> {
				if (list != null) {
					return array(list, type, column);
				}
			}
			case HSTORE -> {
				if (value instanceof Map<?, ?> map) {
					return hstore(map, type, column);
				}
			}
			case COMPOSITE -> {
				if (value instanceof Map<?, ?> map) {
					return composite(map, type, column);
				}
			}
			default -> {
				if (type == ColumnType.UNKNOWN && value instanceof Map) {
					return json(value, type, column);
				}
				if (type == ColumnType.UNKNOWN && list != null) {
					return array(list, ColumnType.arrayOf(0, type, ','), column);
				}
			}
		}
		throw InvalidValueException.noForm(column, type, value);
	}

	/**
	 * Looks at collections and Java arrays alike.
	 * @param value any value
	 * @return its elements, or {@code null} if it has none; bytes are one value
	 */
	static @Nullable Collection<?> asList(Object value) {
		if (value instanceof Collection<?> collection) {
			return collection;
		}
		if (!value.getClass().isArray() || value instanceof byte[]) {
			return null;
		}
		return new AbstractList<@Nullable Object>() {
			@Override
			public @Nullable Object get(int index) {
				return Array.get(value, index);
			}

			@Override
			public int size() {
				return Array.getLength(value);
			}
		};
	}

	private static String json(Object value, ColumnType type, String column) {
		try {
			return JsonText.write(value);
		}
		catch (JacksonException ex) {
			throw InvalidValueException.noForm(column, type, value);
		}
	}

	/**
	 * Writes values as one array, each of them as an element.
	 * @param values the values; lists among them are elements, too
	 * @param type type of the array
	 * @param column the column that they are for, for messages
	 * @return the array's text
	 */
	static String writeArray(Collection<?> values, ColumnType type, String column) {
		ColumnType element = (type.element() != null) ? type.element() : ColumnType.UNKNOWN;
		StringBuilder text = new StringBuilder("{");
		for (Iterator<?> elements = values.iterator(); elements.hasNext();) {
			ArrayText.appendElement(text, write(elements.next(), element, column));
			text.append(elements.hasNext() ? "," : "");
		}
		return text.append('}').toString();
	}

	private static String array(Collection<?> list, ColumnType type, String column) {
		ColumnType element = (type.element() != null) ? type.element() : ColumnType.UNKNOWN;
		StringBuilder text = new StringBuilder("{");
		for (Iterator<?> elements = list.iterator(); elements.hasNext();) {
			Object value = elements.next();
			@Nullable Collection<?> dimension = (value != null) ? asList(value) : null;
			if (dimension != null && !(value instanceof JsonNode)) {
				text.append(array(dimension, type, column));
			}
			else {
				ArrayText.appendElement(text, write(value, element, column));
			}
			if (elements.hasNext()) {
				text.append(type.delimiter());
			}
		}
		return text.append('}').toString();
	}

	private static String hstore(Map<?, ?> map, ColumnType type, String column) {
		StringBuilder text = new StringBuilder();
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (entry.getKey() == null) {
				throw InvalidValueException.noForm(column, type, map);
			}
			text.append(text.isEmpty() ? "" : ",");
			ArrayText.appendQuoted(text, entry.getKey().toString());
			text.append("=>");
			ArrayText.appendElement(text, (entry.getValue() != null) ? entry.getValue().toString() : null);
		}
		return text.toString();
	}

	/** Attributes that the map does not have become NULL. */
	private static String composite(Map<?, ?> map, ColumnType type, String column) {
		if (!type.attributes().keySet().containsAll(map.keySet())) {
			throw InvalidValueException.unknownAttribute(column, type);
		}
		StringJoiner text = new StringJoiner(",", "(", ")");
		type.attributes().forEach((name, attribute) -> {
			@Nullable String value = write(map.get(name), attribute, column);
			StringBuilder quoted = new StringBuilder();
			if (value != null) {
				ArrayText.appendQuoted(quoted, value);
			}
			text.add(quoted);
		});
		return text.toString();
	}

	/**
	 * What cannot be sent without loss is refused: NUL has no place in PostgreSQL's text,
	 * half a surrogate pair none in UTF-8.
	 */
	private static String checked(String text, ColumnType type, String column) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == 0) {
				throw InvalidValueException.nul(column, type);
			}
			if (Character.isSurrogate(character)) {
				boolean pair = Character.isHighSurrogate(character) && i + 1 < text.length()
						&& Character.isLowSurrogate(text.charAt(i + 1));
				if (!pair) {
					throw InvalidValueException.surrogate(column, type);
				}
				i++;
			}
		}
		return text;
	}

	/** Tells whether a collection means several arrays rather than one. */
	static boolean isListOfLists(Collection<?> values) {
		return !values.isEmpty() && values.stream().allMatch((value) -> value != null && asList(value) != null);
	}

}
