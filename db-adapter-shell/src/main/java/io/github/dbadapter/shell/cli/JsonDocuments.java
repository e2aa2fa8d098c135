package io.github.dbadapter.shell.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the program's JSON documents.
 */
public final class JsonDocuments {

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private JsonDocuments() {
	}

	static void print(Object document, PrintWriter out) {
		out.println(MAPPER.writeValueAsString(document));
	}

	/**
	 * Prints the document of a command that has no result.
	 * @param status how it ended
	 * @param message why
	 * @param out where it goes
	 */
	public static void printFailure(ExitStatus status, String message, PrintWriter out) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("success", false);
		document.put("status", status.code());
		document.put("error", message);
		print(document, out);
	}

	/**
	 * Reads a document that a command printed.
	 * @param json the text
	 * @return the document
	 */
	public static JsonNode read(String json) {
		return MAPPER.readTree(json);
	}

}
