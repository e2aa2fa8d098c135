package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON form of a {@link BackupSchema}.
 */
final class BackupSchemaJson {

	private static final Set<String> KEYS = new TreeSet<>(Set.of("name", "pk", "slug_field", "slugField", "user_field",
			"userField", "parent", "optional_refs", "optionalRefs"));

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private BackupSchemaJson() {
	}

	static BackupSchema read(String json) {
		JsonNode root;
		try {
			root = MAPPER.readTree(json);
		}
		catch (JacksonException ex) {
			throw new InvalidInputException(
					"Could not read the backup schema: it is not valid JSON: " + ex.getOriginalMessage(), ex);
		}
		if (!root.path("tables").isArray()) {
			throw new InvalidInputException("Could not read the backup schema: expected {\"tables\": [ … ]}");
		}
		List<TableDef> tables = new ArrayList<>();
		for (JsonNode table : root.get("tables")) {
			tables.add(table(table));
		}
		return new BackupSchema(tables);
	}

	static TableDef table(JsonNode node) {
		if (!node.path("name").isString() || node.get("name").stringValue().isEmpty()) {
			throw new InvalidInputException("Could not read the backup schema: a table has no \"name\"");
		}
		String name = node.get("name").stringValue();
		for (String key : node.propertyNames()) {
			if (!KEYS.contains(key)) {
				throw new InvalidInputException(
						"Could not read the backup schema: table '%s' has the unknown key '%s'. Known are %s"
							.formatted(name, key, String.join(", ", KEYS)));
			}
		}
		List<ForeignKey> optional = new ArrayList<>();
		for (JsonNode reference : either(node, "optional_refs", "optionalRefs")) {
			optional.add(reference(name, reference));
		}
		JsonNode parent = either(node, "parent", "parent");
		List<String> user = strings(name, either(node, "user_field", "userField"), TableDef.DEFAULT_USER);
		return new TableDef(name, strings(name, node.path("pk"), TableDef.DEFAULT_PK),
				strings(name, either(node, "slug_field", "slugField"), TableDef.DEFAULT_SLUG),
				user.isEmpty() ? null : user.get(0), parent.isObject() ? reference(name, parent) : null, optional);
	}

	private static ForeignKey reference(String table, JsonNode node) {
		JsonNode field = either(node, "field", "fields");
		if (!node.path("table").isString() || field.isMissingNode() || field.isNull()) {
			throw new InvalidInputException(
					"Could not read the backup schema: a reference of table '%s' needs \"table\" and \"field\""
						.formatted(table));
		}
		return new ForeignKey(node.get("table").stringValue(), strings(table, field, ""));
	}

	private static JsonNode either(JsonNode node, String first, String second) {
		return node.has(first) ? node.get(first) : node.path(second);
	}

	private static List<String> strings(String table, JsonNode node, String absent) {
		if (node.isMissingNode()) {
			return List.of(absent);
		}
		if (node.isNull() || (node.isString() && node.stringValue().isEmpty())) {
			return List.of();
		}
		if (node.isString()) {
			return List.of(node.stringValue());
		}
		List<String> values = new ArrayList<>();
		for (JsonNode element : node) {
			if (!element.isString()) {
				throw columns(table);
			}
			values.add(element.stringValue());
		}
		if (!node.isArray()) {
			throw columns(table);
		}
		return values;
	}

	private static InvalidInputException columns(String table) {
		return new InvalidInputException(
				"Could not read the backup schema: the columns of table '%s' must be strings or arrays of strings"
					.formatted(table));
	}

	static String write(BackupSchema schema) {
		ObjectNode root = MAPPER.createObjectNode();
		schema.tables().forEach((table) -> write(table, root.withArray("tables").addObject()));
		if (schema.tables().isEmpty()) {
			root.putArray("tables");
		}
		return MAPPER.writeValueAsString(root);
	}

	static void write(TableDef table, ObjectNode node) {
		node.put("name", table.name());
		put(node, "pk", table.pk());
		put(node, "slug_field", table.slugField());
		node.put("user_field", table.userField());
		reference(node, table.parent());
		node.putArray("optional_refs");
		table.optionalRefs().forEach((reference) -> {
			ObjectNode target = node.withArray("optional_refs").addObject();
			target.put("table", reference.table());
			put(target, "field", reference.fields());
		});
	}

	private static void reference(ObjectNode node, @Nullable ForeignKey parent) {
		if (parent == null) {
			node.putNull("parent");
			return;
		}
		ObjectNode target = node.putObject("parent");
		target.put("table", parent.table());
		put(target, "field", parent.fields());
	}

	private static void put(ObjectNode node, String key, List<String> values) {
		if (values.isEmpty()) {
			node.putNull(key);
		}
		else if (values.size() == 1) {
			node.put(key, values.get(0));
		}
		else {
			values.forEach(node.putArray(key)::add);
		}
	}

}
