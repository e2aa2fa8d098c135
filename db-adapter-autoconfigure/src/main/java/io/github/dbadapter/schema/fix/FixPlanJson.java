package io.github.dbadapter.schema.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan as JSON, also as a file to be applied later. A checksum over everything else
 * tells whether a file was edited.
 */
final class FixPlanJson {

	private static final int FORMAT = 1;

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private FixPlanJson() {
	}

	static String write(FixPlan plan) {
		ObjectNode root = node(plan);
		root.put("checksum", checksum(root));
		return MAPPER.writeValueAsString(root);
	}

	private static String checksum(ObjectNode root) {
		return "sha256:" + FixPlan.hash(root.toString());
	}

	private static ObjectNode node(FixPlan plan) {
		ObjectNode root = MAPPER.createObjectNode();
		root.put("format", FORMAT).put("plan", plan.id()).put("database", plan.database());
		root.put("fingerprint", plan.fingerprint()).put("expectedFingerprint", plan.expectedFingerprint());
		ArrayNode hazards = root.putArray("hazards");
		plan.hazards().forEach((hazard) -> hazards.add(hazard.name()));
		ArrayNode statements = root.putArray("statements");
		plan.statements().forEach((statement) -> statements.add(node(statement)));
		remaining(root.putArray("kept"), plan.left());
		remaining(root.putArray("notRepaired"), plan.unresolved());
		names(root.putArray("assumedEmpty"), plan.assumedEmpty());
		return root;
	}

	private static ObjectNode node(FixStatement statement) {
		ObjectNode node = MAPPER.createObjectNode();
		node.put("number", statement.number())
			.put("sql", statement.sql())
			.set("explanation", RemedyTextJson.write(statement.explanation()))
			.put("transactional", statement.transactional())
			.put("blocked", statement.isBlocked());
		ArrayNode differences = node.putArray("differences");
		statement.differences().forEach(differences::add);
		names(node.putArray("tables"), statement.tables());
		ArrayNode hazards = node.putArray("hazards");
		statement.hazards().forEach((hazard) -> hazards.add(node(hazard)));
		ArrayNode cleared = node.putArray("cleared");
		statement.cleared().forEach((hazard) -> cleared.add(node(hazard)));
		return node;
	}

	private static ObjectNode node(FixHazard hazard) {
		ObjectNode node = MAPPER.createObjectNode();
		node.put("type", hazard.type().name())
			.put("consequence", hazard.consequence())
			.set("alternative", RemedyTextJson.write(hazard.alternative()));
		if (hazard.check() != null) {
			ObjectNode check = node.putObject("check");
			check.put("table", hazard.check().table().quoted())
				.put("condition", hazard.check().condition())
				.put("probe", hazard.check().probe());
			ArrayNode keys = check.putArray("keyColumns");
			hazard.check().keyColumns().forEach(keys::add);
		}
		if (hazard.result() != null) {
			ObjectNode result = node.putObject("result");
			result.put("rows", hazard.result().failing()).put("note", hazard.result().note());
			ArrayNode keys = result.putArray("keys");
			hazard.result().keys().forEach(keys::add);
		}
		return node;
	}

	private static void remaining(ArrayNode array, List<FixPlan.Remaining> remaining) {
		remaining.forEach((one) -> array.addObject()
			.put("type", one.type())
			.put("object", one.object())
			.set("reason", RemedyTextJson.write(one.reason())));
	}

	private static void names(ArrayNode array, SortedSet<QualifiedName> names) {
		names.forEach((name) -> array.add(name.quoted()));
	}

	static FixPlan read(Path file) {
		try {
			return read(Files.readString(file), "'" + file + "'");
		}
		catch (IOException ex) {
			throw new InvalidInputException("Could not read the plan '%s': %s".formatted(file, FileProblem.reading(ex)),
					ex);
		}
	}

	static FixPlan read(String json, String name) {
		ObjectNode root = parse(json, name);
		int format = root.path("format").asInt(0);
		if (format == 0) {
			throw new InvalidInputException(name + " is not a plan");
		}
		if (format != FORMAT) {
			throw new InvalidInputException(
					"%s is a plan of format %d, and this program reads format %d: make a new plan".formatted(name,
							format, FORMAT));
		}
		JsonNode checksum = root.remove("checksum");
		if (checksum == null || !checksum.asString("").equals(checksum(root))) {
			throw new InvalidInputException(
					"%s was changed after it was written, its checksum does not fit: make a new plan".formatted(name));
		}
		List<FixStatement> statements = new ArrayList<>();
		root.get("statements").forEach((node) -> statements.add(statement(node)));
		return new FixPlan(text(root, "database"), root.get("fingerprint").asString(),
				root.get("expectedFingerprint").asString(), statements, remaining(root.get("kept")),
				remaining(root.get("notRepaired")), names(root.get("assumedEmpty")));
	}

	private static ObjectNode parse(String json, String name) {
		try {
			if (MAPPER.readTree(json) instanceof ObjectNode root) {
				return root;
			}
		}
		catch (JacksonException ex) {
			throw new InvalidInputException("%s is not JSON: %s".formatted(name, ex.getOriginalMessage()), ex);
		}
		throw new InvalidInputException("%s is not a plan".formatted(name));
	}

	private static FixStatement statement(JsonNode node) {
		return new FixStatement(node.get("number").asInt(), node.get("sql").asString(),
				RemedyTextJson.read(node.get("explanation")), texts(node.get("differences")),
				hazards(node.get("hazards")), hazards(node.get("cleared")), names(node.get("tables")),
				node.get("transactional").asBoolean());
	}

	private static List<FixHazard> hazards(JsonNode array) {
		List<FixHazard> hazards = new ArrayList<>();
		for (JsonNode node : array) {
			JsonNode check = node.get("check");
			JsonNode result = node.get("result");
			hazards.add(new FixHazard(Hazard.valueOf(node.get("type").asString()), node.get("consequence").asString(),
					RemedyTextJson.read(node.get("alternative")),
					(check == null) ? null
							: new DataCheck(QualifiedName.parse(check.get("table").asString()),
									text(check, "condition"), text(check, "probe"), texts(check.get("keyColumns"))),
					(result == null) ? null
							: new DataCheck.Result(result.get("rows").isNull() ? null : result.get("rows").asLong(),
									texts(result.get("keys")), text(result, "note"))));
		}
		return hazards;
	}

	private static List<FixPlan.Remaining> remaining(JsonNode array) {
		List<FixPlan.Remaining> remaining = new ArrayList<>();
		array.forEach((node) -> remaining.add(new FixPlan.Remaining(node.get("type").asString(),
				node.get("object").asString(), RemedyTextJson.read(node.get("reason")))));
		return remaining;
	}

	private static SortedSet<QualifiedName> names(JsonNode array) {
		SortedSet<QualifiedName> names = new TreeSet<>();
		texts(array).forEach((name) -> names.add(QualifiedName.parse(name)));
		return names;
	}

	private static List<String> texts(JsonNode array) {
		List<String> texts = new ArrayList<>();
		array.forEach((node) -> texts.add(node.asString()));
		return texts;
	}

	private static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.get(name);
		return (value == null || value.isNull()) ? null : value.asString();
	}

}
