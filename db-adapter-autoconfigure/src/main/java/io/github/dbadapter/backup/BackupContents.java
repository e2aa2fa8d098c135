package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a checked file holds.
 *
 * @param file the file
 * @param metadata its metadata object
 * @param tables its tables, in file order
 * @param fileSize size in bytes when it was checked
 * @param bytes size of the JSON
 * @param stamp the file as it was checked, {@code null} if there is none
 */
record BackupContents(Path file, JsonNode metadata, List<FileTable> tables, long fileSize, long bytes,
		@Nullable FileStamp stamp) {

	BackupContents(Path file, JsonNode metadata, List<FileTable> tables, long fileSize, long bytes) {
		this(file, metadata, tables, fileSize, bytes, null);
	}

	BackupContents {
		tables = List.copyOf(tables);
	}

	long rows() {
		return this.tables.stream().mapToLong(FileTable::rows).sum();
	}

	boolean isOurs() {
		return this.metadata.has("tables");
	}

	@Nullable FileTable find(String key) {
		return this.tables.stream().filter((table) -> table.key().equals(key)).findFirst().orElse(null);
	}

	/** The definitions that the file carries, {@code null} if it carries none. */
	@Nullable BackupSchema schema() {
		if (!isOurs()) {
			return null;
		}
		return new BackupSchema(this.tables.stream()
			.map(FileTable::declared)
			.filter((declared) -> declared != null && !declared.lookup())
			.map((declared) -> Objects.requireNonNull(declared).definition())
			.toList());
	}

}
