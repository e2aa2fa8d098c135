package io.github.dbadapter.copy;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Copies JSON documents token by token, numbers digit for digit.
 */
final class JsonDocuments {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.streamReadConstraints(
				StreamReadConstraints.builder().maxNumberLength(200_000).maxStringLength(Integer.MAX_VALUE).build())
		.build();

	private JsonDocuments() {
	}

	static void copy(JsonParser parser, JsonGenerator generator) {
		int depth = 0;
		JsonToken token = parser.currentToken();
		while (true) {
			switch (token) {
				case START_OBJECT -> {
					generator.writeStartObject();
					depth++;
				}
				case START_ARRAY -> {
					generator.writeStartArray();
					depth++;
				}
				case END_OBJECT -> {
					generator.writeEndObject();
					depth--;
				}
				case END_ARRAY -> {
					generator.writeEndArray();
					depth--;
				}
				case PROPERTY_NAME -> generator.writeName(parser.currentName());
				case VALUE_STRING -> generator.writeString(parser.getStringCharacters(), parser.getStringOffset(),
						parser.getStringLength());
				case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getString());
				case VALUE_TRUE -> generator.writeBoolean(true);
				case VALUE_FALSE -> generator.writeBoolean(false);
				default -> generator.writeNull();
			}
			if (depth == 0) {
				return;
			}
			token = parser.nextToken();
		}
	}

	static boolean isDocument(String text) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			if (parser.nextToken() == null) {
				return false;
			}
			parser.skipChildren();
			return parser.nextToken() == null;
		}
		catch (StreamReadException ex) {
			return false;
		}
	}

}
