package io.github.dbadapter.schema.fix;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Texts that may name remedies as JSON: a string, or where there is a remedy an array of
 * strings and remedies, so that whoever reads the plan has his own words for them.
 */
final class RemedyTextJson {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private RemedyTextJson() {
	}

	static JsonNode write(RemedyText text) {
		if (text.remedies().isEmpty()) {
			return StringNode.valueOf(text.texts().get(0));
		}
		ArrayNode parts = NODES.arrayNode();
		add(parts, text.texts().get(0));
		for (int index = 0; index < text.remedies().size(); index++) {
			parts.add(write(text.remedies().get(index)));
			add(parts, text.texts().get(index + 1));
		}
		return parts;
	}

	private static void add(ArrayNode parts, String text) {
		if (!text.isEmpty()) {
			parts.add(text);
		}
	}

	private static ObjectNode write(Remedy remedy) {
		ObjectNode node = NODES.objectNode().put("remedy", remedy.kind().name());
		return remedy.subject().isEmpty() ? node : node.put("subject", remedy.subject());
	}

	static RemedyText read(JsonNode node) {
		if (node.isString()) {
			return RemedyText.of(node.asString());
		}
		RemedyText text = RemedyText.of("");
		for (JsonNode part : node) {
			text = part.isString() ? text.then(part.asString()) : text.then(remedy(part));
		}
		return text;
	}

	private static Remedy remedy(JsonNode node) {
		return new Remedy(Remedy.Kind.valueOf(node.get("remedy").asString()), node.path("subject").asString(""));
	}

}
