package io.github.dbadapter.copy;

import java.io.StringWriter;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns one JSON value into a field of COPY's text format, so that PostgreSQL reads the
 * value with the input function of the column's type. Not safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class JsonCopyDecoder {

	private static final JsonFactory FACTORY = JsonFactory.builder().build();

	private final ValueEncoding encoding;

	private final TextReading reading;

	private final long distance;

	/**
	 * Creates a decoder for the values of one column.
	 * @param encoding the column's encoding
	 * @param reading what strings of the column may hold beyond PostgreSQL's own text
	 * @param distance what is added to whole numbers, 0 to leave them as they are
	 */
	public JsonCopyDecoder(ValueEncoding encoding, TextReading reading, long distance) {
		this.distance = distance;
		this.encoding = encoding;
		this.reading = reading;
	}

	/**
	 * Appends the value at which the parser stands and leaves the parser at its last
	 * token.
	 * @param parser a parser at the first token of a value
	 * @param out where to append
	 */
	public void decode(JsonParser parser, GrowableBytes out) {
		switch (parser.currentToken()) {
			case VALUE_NULL -> {
				out.write('\\');
				out.write('N');
			}
			case VALUE_STRING -> string(parser, out);
			case VALUE_TRUE -> CopyText.write("true", out);
			case VALUE_FALSE -> CopyText.write("false", out);
			case START_ARRAY -> {
				if (this.encoding == ValueEncoding.JSON || this.encoding == ValueEncoding.TEXT) {
					CopyText.write(document(parser), out);
				}
				else {
					array(parser, out);
				}
			}
			case START_OBJECT -> CopyText.write(document(parser), out);
			case VALUE_NUMBER_INT -> integer(parser, out);
			default ->
				CopyText.write(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength(), out);
		}
	}

	private void integer(JsonParser parser, GrowableBytes out) {
		if (this.distance != 0) {
			CopyText.write(Long.toString(Math.addExact(parser.getLongValue(), this.distance)), out);
		}
		else {
			CopyText.write(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength(), out);
		}
	}

	private void string(JsonParser parser, GrowableBytes out) {
		if (this.reading == TextReading.EXACT) {
			CopyText.write(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength(), out);
		}
		else {
			CopyText.write(this.reading.read(parser.getString()), out);
		}
	}

	private static String document(JsonParser parser) {
		StringWriter writer = new StringWriter();
		try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), writer)) {
			JsonDocuments.copy(parser, generator);
		}
		return writer.toString();
	}

	private void array(JsonParser parser, GrowableBytes out) {
		out.write('{');
		boolean first = true;
		JsonToken token = parser.nextToken();
		while (token != JsonToken.END_ARRAY) {
			if (!first) {
				out.write(',');
			}
			first = false;
			switch (token) {
				case START_ARRAY -> array(parser, out);
				case VALUE_NULL -> out.write("NULL");
				case START_OBJECT -> element(document(parser), out);
				default -> element(parser.getString(), out);
			}
			token = parser.nextToken();
		}
		out.write('}');
	}

	private static void element(String text, GrowableBytes out) {
		StringBuilder quoted = new StringBuilder(text.length() + 8).append('"');
		for (int at = 0; at < text.length(); at++) {
			char character = text.charAt(at);
			if (character == '"' || character == '\\') {
				quoted.append('\\');
			}
			quoted.append(character);
		}
		CopyText.write(quoted.append('"').toString(), out);
	}

}
