package io.github.dbadapter.shell.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupResult;
import io.github.dbadapter.backup.job.BackupFolder;
import io.github.dbadapter.backup.job.BackupJob.Wanted;
import io.github.dbadapter.backup.job.Retention;
import org.jspecify.annotations.Nullable;

/**
 * Where backups are: the folder of {@code db.backup.directory} if there is one, else the
 * working directory.
 */
final class BackupPlaces {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

	private final @Nullable BackupFolder folder;

	private final Retention retention;

	BackupPlaces(@Nullable BackupFolder folder, Retention retention) {
		this.folder = folder;
		this.retention = retention;
	}

	/** Where a backup goes that was not told where. */
	Place next(String profile) {
		if (this.folder != null) {
			String id = this.folder.newId(profile);
			return new Place(this.folder.file(id), id);
		}
		return new Place(Path.of("%s-%s.json.zst".formatted(profile.replaceAll("[^A-Za-z0-9._-]", "_"),
				TIMESTAMP.format(LocalDateTime.now()))), null);
	}

	/**
	 * Enters a finished backup into the folder's list, if it was written there, and
	 * deletes what has become superfluous.
	 * @return ids of the backups that were deleted
	 */
	List<String> finished(Place place, String profile, BackupRequest request, boolean masked, BackupResult result) {
		if (this.folder == null || place.id() == null) {
			return List.of();
		}
		this.folder.add(place.id(), profile, new Wanted(request.tables(), request.userId(), masked), result);
		return this.retention.apply(this.folder);
	}

	/** Finds a backup that may be named by its id or its name in the folder. */
	Path find(Path given) {
		Path stored = (this.folder != null && !Files.exists(given) && given.getNameCount() == 1)
				? this.folder.locate(given.toString()) : null;
		return (stored != null) ? stored : given;
	}

	/**
	 * Where a backup goes.
	 *
	 * @param file the file
	 * @param id its id in the folder, {@code null} outside of it
	 */
	record Place(Path file, @Nullable String id) {

	}

}
