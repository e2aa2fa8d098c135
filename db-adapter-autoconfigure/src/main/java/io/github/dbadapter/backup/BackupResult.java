package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A finished backup.
 *
 * @param file the file, complete and flushed to disk
 * @param createdAt when its snapshot was taken
 * @param tables what it holds, in file order, without tables that are only looked up
 * @param bytes size of the file
 * @param duration time taken
 * @param notices what was left out or is worth knowing, for a person
 * @since 0.1.0
 */
public record BackupResult(Path file, Instant createdAt, List<TableContent> tables, long bytes, Duration duration,
		List<String> notices) {

	public BackupResult {
		tables = List.copyOf(tables);
		notices = List.copyOf(notices);
	}

	public long rows() {
		return this.tables.stream().mapToLong(TableContent::rows).sum();
	}

	/**
	 * One table of the file.
	 *
	 * @param name its key in the file
	 * @param rows its rows
	 * @param sha256 hash of its array in the file, in hexadecimal
	 */
	public record TableContent(String name, long rows, String sha256) {

	}

}
