package io.github.dbadapter.backup;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What to restore and how.
 *
 * @param file the backup
 * @param schema declared tables, {@code null} to use what the file says of itself, else
 * to derive them from the target's catalog; tables of the file that it does not name are
 * left out
 * @param userId owner that every restored row gets, {@code null} to keep the file's
 * @param mode what happens to rows that exist
 * @param keys which primary keys inserted rows get
 * @param onError what happens when rows are rejected
 * @param triggers whether user triggers fire; without, they are disabled inside the
 * transaction, which needs the tables' owner
 * @param exclusive whether foreign keys and secondary indexes are dropped and made again
 * inside the transaction, under an exclusive lock; without effect on a preview
 * @param preview whether everything is done and then rolled back
 * @since 0.1.0
 */
public record RestoreRequest(Path file, @Nullable BackupSchema schema, @Nullable String userId, RestoreMode mode,
		KeyMode keys, ErrorMode onError, boolean triggers, boolean exclusive, boolean preview) {

	/**
	 * Creates a request with the defaults: skip, preserve, abort, with triggers.
	 * @param file the backup
	 * @return the request
	 */
	public static RestoreRequest from(Path file) {
		return new RestoreRequest(file, null, null, RestoreMode.SKIP, KeyMode.PRESERVE, ErrorMode.ABORT, true, false,
				false);
	}

	public RestoreRequest withFile(Path value) {
		return new RestoreRequest(value, this.schema, this.userId, this.mode, this.keys, this.onError, this.triggers,
				this.exclusive, this.preview);
	}

	public RestoreRequest withSchema(@Nullable BackupSchema value) {
		return new RestoreRequest(this.file, value, this.userId, this.mode, this.keys, this.onError, this.triggers,
				this.exclusive, this.preview);
	}

	public RestoreRequest withUserId(@Nullable String value) {
		return new RestoreRequest(this.file, this.schema, value, this.mode, this.keys, this.onError, this.triggers,
				this.exclusive, this.preview);
	}

	public RestoreRequest withMode(RestoreMode value) {
		return new RestoreRequest(this.file, this.schema, this.userId, value, this.keys, this.onError, this.triggers,
				this.exclusive, this.preview);
	}

	public RestoreRequest withKeys(KeyMode value) {
		return new RestoreRequest(this.file, this.schema, this.userId, this.mode, value, this.onError, this.triggers,
				this.exclusive, this.preview);
	}

	public RestoreRequest withOnError(ErrorMode value) {
		return new RestoreRequest(this.file, this.schema, this.userId, this.mode, this.keys, value, this.triggers,
				this.exclusive, this.preview);
	}

	public RestoreRequest withTriggers(boolean value) {
		return new RestoreRequest(this.file, this.schema, this.userId, this.mode, this.keys, this.onError, value,
				this.exclusive, this.preview);
	}

	public RestoreRequest withExclusive(boolean value) {
		return new RestoreRequest(this.file, this.schema, this.userId, this.mode, this.keys, this.onError,
				this.triggers, value, this.preview);
	}

	public RestoreRequest withPreview(boolean value) {
		return new RestoreRequest(this.file, this.schema, this.userId, this.mode, this.keys, this.onError,
				this.triggers, this.exclusive, value);
	}

}
