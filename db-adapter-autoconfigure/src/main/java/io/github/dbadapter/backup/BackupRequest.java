package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What to back up and where to.
 *
 * @param file file to write, {@code *.json}, {@code *.json.gz} or {@code *.json.zst};
 * replaced if it exists
 * @param schema declared tables, {@code null} to derive them from the catalog
 * @param tables names of the tables wanted, empty for all
 * @param userId owner whose rows are wanted, {@code null} for whole tables
 * @param masks columns to hide
 * @param maskSalt text mixed into the masks' hashes, so that they cannot be looked up;
 * the same text gives the same hashes; {@code null} for none
 * @since 0.1.0
 */
public record BackupRequest(Path file, @Nullable BackupSchema schema, List<String> tables, @Nullable String userId,
		List<Mask> masks, @Nullable String maskSalt) {

	public BackupRequest {
		tables = List.copyOf(tables);
		masks = List.copyOf(masks);
	}

	/**
	 * Creates a request for every table, whole.
	 * @param file file to write
	 * @return the request
	 */
	public static BackupRequest to(Path file) {
		return new BackupRequest(file, null, List.of(), null, List.of(), null);
	}

	public BackupRequest withFile(Path value) {
		return new BackupRequest(value, this.schema, this.tables, this.userId, this.masks, this.maskSalt);
	}

	public BackupRequest withSchema(@Nullable BackupSchema value) {
		return new BackupRequest(this.file, value, this.tables, this.userId, this.masks, this.maskSalt);
	}

	public BackupRequest withTables(List<String> value) {
		return new BackupRequest(this.file, this.schema, value, this.userId, this.masks, this.maskSalt);
	}

	public BackupRequest withUserId(@Nullable String value) {
		return new BackupRequest(this.file, this.schema, this.tables, value, this.masks, this.maskSalt);
	}

	public BackupRequest withMasks(List<Mask> value) {
		return new BackupRequest(this.file, this.schema, this.tables, this.userId, value, this.maskSalt);
	}

	public BackupRequest withMaskSalt(@Nullable String value) {
		return new BackupRequest(this.file, this.schema, this.tables, this.userId, this.masks, value);
	}

	/**
	 * Returns the request without the salt, which is a secret.
	 */
	@Override
	public String toString() {
		return "BackupRequest[file=%s, tables=%s, userId=%s, masks=%s]".formatted(this.file, this.tables, this.userId,
				this.masks);
	}

}
