package io.github.dbadapter.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.backup.BackupResult.TableContent;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code metadata} object of a file: first what the Python library writes, then our
 * own.
 */
final class BackupMetadata {

	static final String VERSION = "1.1";

	static final JsonMapper MAPPER = JsonMapper.builder().build();

	private BackupMetadata() {
	}

	static byte[] write(BackupRequest request, BackupHeader header, List<PlannedTable> tables,
			List<TableContent> contents, Map<String, Long> highestKeys) {
		ObjectNode metadata = MAPPER.createObjectNode();
		metadata.put("created_at", header.createdAt().toString());
		metadata.put("user_id", request.userId());
		metadata.put("backup_type", "full");
		metadata.put("version", VERSION);
		contents.forEach((content) -> metadata.put(content.name() + "_count", content.rows()));
		String version = BackupMetadata.class.getPackage().getImplementationVersion();
		metadata.put("tool_version", (version != null) ? version : "development");
		metadata.put("profile", header.profile());
		metadata.put("schema_fingerprint", header.schemaFingerprint());
		metadata.put("server_version", header.serverVersion());
		metadata.put("masked", !request.masks().isEmpty());
		ArrayNode array = metadata.putArray("tables");
		for (int i = 0; i < tables.size(); i++) {
			table(tables.get(i), contents.get(i), highestKeys.get(tables.get(i).key()), array.addObject());
		}
		return MAPPER.writeValueAsBytes(metadata);
	}

	private static void table(PlannedTable table, TableContent content, @Nullable Long highestKey, ObjectNode node) {
		BackupSchemaJson.write(table.definition(), node);
		node.put("schema", (table.table().name().schema() != null) ? table.table().name().schema().value() : null);
		node.put("table", table.table().name().name().value());
		node.put("lookup", table.lookup());
		ArrayNode columns = node.putArray("columns");
		table.columns()
			.forEach((column) -> columns.addObject()
				.put("name", column.name().value())
				.put("type", column.type())
				.put("encoding", column.encoding().id()));
		names(node.putArray("primary_key"), table.table().primaryKey());
		names(node.putArray("natural_key"), table.naturalKey());
		if (highestKey != null) {
			node.put("highest_key", highestKey);
		}
		node.put("rows", content.rows());
		node.put("sha256", content.sha256());
	}

	private static void names(ArrayNode array, List<Identifier> names) {
		names.forEach((name) -> array.add(name.value()));
	}

	/**
	 * What is known of the source.
	 *
	 * @param createdAt when the snapshot was taken
	 * @param profile name of the profile, {@code null} for none
	 * @param schemaFingerprint fingerprint of the schema, {@code null} if not computed
	 * @param serverVersion version of the server
	 */
	record BackupHeader(Instant createdAt, @Nullable String profile, @Nullable String schemaFingerprint,
			String serverVersion) {

	}

}
