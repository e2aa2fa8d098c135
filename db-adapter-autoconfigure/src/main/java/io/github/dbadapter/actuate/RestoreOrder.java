package io.github.dbadapter.actuate;

import java.nio.file.Path;

import io.github.dbadapter.backup.ErrorMode;
import io.github.dbadapter.backup.KeyMode;
import io.github.dbadapter.backup.RestoreMode;
import io.github.dbadapter.backup.RestoreRequest;
import org.jspecify.annotations.Nullable;

/**
 * How a backup is to be restored, {@code null} for the default.
 *
 * @param userId owner that every row gets
 * @param mode what happens to rows that exist
 * @param keys which primary keys new rows get
 * @param onError what happens when rows are rejected
 * @param triggers whether user triggers fire
 * @param dryRun whether everything is rolled back in the end
 */
record RestoreOrder(@Nullable String userId, @Nullable RestoreMode mode, @Nullable KeyMode keys,
		@Nullable ErrorMode onError, @Nullable Boolean triggers, boolean dryRun) {

	RestoreRequest request() {
		RestoreRequest request = RestoreRequest.from(Path.of(""));
		return request.withUserId(this.userId)
			.withMode((this.mode != null) ? this.mode : request.mode())
			.withKeys((this.keys != null) ? this.keys : request.keys())
			.withOnError((this.onError != null) ? this.onError : request.onError())
			.withTriggers(!Boolean.FALSE.equals(this.triggers))
			.withPreview(this.dryRun);
	}

}
