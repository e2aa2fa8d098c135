package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A backup has ended, well or not. Published to the application on the thread that did
 * the work, before the caller gets the result.
 *
 * @param profile name of the database's profile, {@code null} for none
 * @param file the file; it is there only if the outcome is
 * {@link TransferOutcome#COMPLETED}
 * @param outcome how it ended
 * @param duration time taken
 * @param result what was written, {@code null} unless it was completed
 * @param failure why it failed, otherwise {@code null}
 * @since 0.1.0
 */
public record BackupFinishedEvent(@Nullable String profile, Path file, TransferOutcome outcome, Duration duration,
		@Nullable BackupResult result, @Nullable Throwable failure) {

}
