package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.FileTable.Declared;
import io.github.dbadapter.copy.ValueEncoding;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code metadata} and compares it with what the file really holds.
 */
final class MetadataReader {

	private static final Set<String> DEFINITION = Set.of("name", "pk", "slug_field", "user_field", "parent",
			"optional_refs");

	private static final JsonMapper MAPPER = JsonMapper.builder(BackupReader.FACTORY)
		.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
		.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final String COUNT = "_count";

	private MetadataReader() {
	}

	static JsonNode read(JsonParser parser, Function<String, InvalidBackupException> failure) {
		JsonNode metadata = MAPPER.readerFor(JsonNode.class).readValue(parser);
		if (!(metadata instanceof ObjectNode)) {
			throw failure.apply("'metadata' is not an object");
		}
		return metadata;
	}

	static List<FileTable> describe(Path file, JsonNode metadata, Map<String, FileTable> tables,
			Map<String, String> hashes) {
		List<String> problems = new ArrayList<>();
		String version = metadata.path("version").asString("");
		if (!version.equals(BackupMetadata.VERSION)) {
			throw new InvalidBackupException(file, "it has version '%s', and this program reads version '%s'"
				.formatted(version, BackupMetadata.VERSION));
		}
		tables.values().forEach((table) -> {
			JsonNode count = metadata.path(table.key() + COUNT);
			boolean number = count.isIntegralNumber() && count.canConvertToLong();
			if (!count.isMissingNode() && (!number || count.longValue() != table.rows())) {
				problems.add("table '%s' has %d rows, and '%s_count' says %s".formatted(table.key(), table.rows(),
						table.key(), count));
			}
		});
		metadata.propertyNames()
			.stream()
			.filter((name) -> name.endsWith(COUNT) && metadata.path(name).isIntegralNumber()
					&& !tables.containsKey(name.substring(0, name.length() - COUNT.length())))
			.forEach((name) -> problems.add("'%s' is counted, and there is no such table"
				.formatted(name.substring(0, name.length() - COUNT.length()))));
		if (!metadata.has("tables")) {
			failIfAny(file, problems);
			return List.copyOf(tables.values());
		}
		List<FileTable> described = new ArrayList<>();
		Set<String> missing = new LinkedHashSet<>(tables.keySet());
		for (JsonNode node : metadata.get("tables")) {
			Declared declared = declared(file, node);
			FileTable table = tables.get(declared.definition().name());
			if (table == null || !missing.remove(table.key())) {
				problems.add("table '%s' of the metadata is missing".formatted(declared.definition().name()));
				continue;
			}
			check(table, declared, hashes.get(table.key()), problems);
			described.add(new FileTable(table.position(), table.key(), table.columns(), table.rows(), declared));
		}
		missing.forEach((key) -> problems.add("table '%s' is not in the metadata".formatted(key)));
		failIfAny(file, problems);
		return described;
	}

	private static void check(FileTable table, Declared declared, @Nullable String hash, List<String> problems) {
		if (declared.rows() != table.rows()) {
			problems.add("table '%s' has %d rows instead of %d".formatted(table.key(), table.rows(), declared.rows()));
		}
		else if (!declared.sha256().equals(hash)) {
			problems.add("the checksum of table '%s' is wrong: it was changed after the backup".formatted(table.key()));
		}
		table.columns()
			.stream()
			.filter((column) -> !declared.encodings().containsKey(column))
			.forEach((column) -> problems
				.add("column '%s' of table '%s' is not in the metadata".formatted(column, table.key())));
	}

	private static Declared declared(Path file, JsonNode node) {
		Map<String, ValueEncoding> encodings = new LinkedHashMap<>();
		for (JsonNode column : node.path("columns")) {
			ValueEncoding encoding = ValueEncoding.of(column.path("encoding").asString(""));
			if (encoding == null || !column.path("name").isString()) {
				throw new InvalidBackupException(file,
						"the metadata of table '%s' has a column that is not understood: %s"
							.formatted(node.path("name").asString(""), column));
			}
			encodings.put(column.get("name").stringValue(), encoding);
		}
		ObjectNode definition = BackupMetadata.MAPPER.createObjectNode();
		DEFINITION.stream().filter(node::has).forEach((key) -> definition.set(key, node.get(key)));
		try {
			return new Declared(BackupSchemaJson.table(definition), encodings, node.path("lookup").asBoolean(false),
					node.path("rows").asLong(-1), node.path("sha256").asString(""),
					node.path("highest_key").asLong(-1));
		}
		catch (InvalidInputException ex) {
			throw new InvalidBackupException(file, List.of("its metadata is not understood: " + ex.getMessage()), ex);
		}
	}

	private static void failIfAny(Path file, List<String> problems) {
		if (!problems.isEmpty()) {
			throw new InvalidBackupException(file, problems, null);
		}
	}

}
