package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A restore has ended, well or not. Published to the application on the thread that did
 * the work, before the caller gets the result.
 *
 * @param profile name of the target's profile, {@code null} for none
 * @param file the backup
 * @param outcome how it ended; with {@link TransferOutcome#COMPLETED} there may be
 * rejected rows
 * @param duration time taken
 * @param result the numbers, {@code null} if it failed or was cancelled
 * @param failure why it failed, otherwise {@code null}
 * @since 0.1.0
 */
public record RestoreFinishedEvent(@Nullable String profile, Path file, TransferOutcome outcome, Duration duration,
		@Nullable RestoreResult result, @Nullable Throwable failure) {

}
