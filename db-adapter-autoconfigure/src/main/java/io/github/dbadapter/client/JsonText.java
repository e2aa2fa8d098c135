package io.github.dbadapter.client;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads and writes JSON so that numbers keep all their digits. Size is PostgreSQL's to
 * limit.
 */
final class JsonText {

	private static final int MAX_DEPTH = 10_000;

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxStringLength(Integer.MAX_VALUE)
				.maxNumberLength(Integer.MAX_VALUE)
				.maxNestingDepth(MAX_DEPTH)
				.build())
			.build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private JsonText() {
	}

	/**
	 * Reads a column's value: objects as maps, arrays as lists, numbers and booleans as
	 * such. A string or a null that is the whole document stays a
	 * {@link tools.jackson.databind.JsonNode}, because a Java string written to a JSON
	 * column is the text of a document and a Java null is SQL's.
	 * @param text a JSON document
	 * @return the value, never {@code null}
	 */
	static Object read(String text) {
		@Nullable Object value = MAPPER.readValue(text, Object.class);
		return (value != null) ? natural(value) : NullNode.getInstance();
	}

	static Object natural(Object value) {
		return (value instanceof String string) ? StringNode.valueOf(string) : value;
	}

	static Object naturalElement(Object value) {
		return (value instanceof List) ? MAPPER.valueToTree(value) : natural(value);
	}

	/**
	 * Reads an element of an array of JSON: a list would look like a further dimension
	 * and so stays a {@link tools.jackson.databind.JsonNode} as well.
	 * @param text a JSON document
	 * @return the value, never {@code null}
	 */
	static Object readElement(String text) {
		return naturalElement(read(text));
	}

	/**
	 * Reads a document of ours, such as a catalog query's result.
	 * @param text a JSON object
	 * @return its members
	 */
	@SuppressWarnings("unchecked")
	static Map<String, @Nullable Object> readObject(String text) {
		return MAPPER.readValue(text, Map.class);
	}

	static String write(Object value) {
		return MAPPER.writeValueAsString(value);
	}

	/**
	 * Tells whether a text is exactly one JSON document, so that it can be embedded in
	 * another one.
	 * @param text any text
	 * @return whether it is
	 */
	static boolean isDocument(String text) {
		try (JsonParser parser = MAPPER.createParser(text)) {
			if (parser.nextToken() == null) {
				return false;
			}
			parser.skipChildren();
			return parser.nextToken() == null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	/** Appends a text as a JSON string. */
	static void appendString(StringBuilder target, String value) {
		target.append('"');
		int length = value.length();
		int from = 0;
		for (int i = 0; i < length; i++) {
			char character = value.charAt(i);
			if (character >= ' ' && character != '"' && character != '\\') {
				continue;
			}
			target.append(value, from, i);
			from = i + 1;
			switch (character) {
				case '"' -> target.append("\\\"");
				case '\\' -> target.append("\\\\");
				case '\n' -> target.append("\\n");
				default -> target.append("\\u00")
					.append(Character.forDigit(character >> 4, 16))
					.append(Character.forDigit(character & 0xF, 16));
			}
		}
		target.append(value, from, length).append('"');
	}

	/** The documents that mean JSON's own null at the top. */
	static boolean isNull(String document) {
		return document.strip().equals("null");
	}

}
