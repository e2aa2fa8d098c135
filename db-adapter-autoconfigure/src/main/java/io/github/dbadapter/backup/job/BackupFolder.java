package io.github.dbadapter.backup.job;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.BackupResult;
import io.github.dbadapter.backup.job.BackupJob.Wanted;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder of backups. For each id it has a data file, a manifest once the job is over,
 * and a state file while it runs, which its instance writes again every second: a state
 * that is older than half a minute belongs to an instance that is gone. Whatever else is
 * in the folder is left alone. Safe for concurrent use, also by several processes whose
 * clocks agree.
 *
 * @since 0.1.0
 */
public final class BackupFolder {

	static final Duration STALE = Duration.ofSeconds(30);

	private static final Log logger = LogFactory.getLog(BackupFolder.class);

	private static final String DATA = ".json.zst";

	private static final String MANIFEST = ".manifest.json";

	private static final String STATE = ".job.json";

	private static final String CANCELLED = ".cancel";

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,120}");

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
		.withZone(ZoneOffset.UTC);

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final Path folder;

	private final Clock clock;

	public BackupFolder(Path folder) {
		this(folder, Clock.systemUTC());
	}

	BackupFolder(Path folder, Clock clock) {
		this.folder = folder.toAbsolutePath().normalize();
		this.clock = clock;
	}

	/**
	 * Lists what is there.
	 * @return jobs, the newest first
	 */
	public List<BackupJob> list() {
		Set<String> ids = new TreeSet<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.folder, "*{" + MANIFEST + "," + STATE + "}")) {
			files.forEach((file) -> ids.add(file.getFileName().toString().split("\\.", 2)[0]));
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
		catch (IOException ex) {
			throw failed("read", ex);
		}
		List<BackupJob> jobs = new ArrayList<>();
		for (String id : ids) {
			BackupJob job = isId(id) ? find(id) : null;
			if (job != null) {
				jobs.add(job);
			}
		}
		jobs.sort(Comparator.comparing(BackupJob::startedAt).reversed().thenComparing(BackupJob::id));
		return jobs;
	}

	/**
	 * Finds one job.
	 * @param id its id
	 * @return the job, or {@code null} if there is none
	 * @throws InvalidInputException if that is no id at all, for example a path
	 */
	public @Nullable BackupJob find(String id) {
		BackupJob finished = read(path(id, MANIFEST), id);
		if (finished != null) {
			return (finished.isBackup() && !Files.exists(path(id, DATA)))
					? finished.failed("Its file is gone", finished.updatedAt()) : finished;
		}
		BackupJob running = read(path(id, STATE), id);
		if (running == null) {
			// over since the first look
			return read(path(id, MANIFEST), id);
		}
		return (running.isRunning() && isStale(running, path(id, STATE)))
				? running.failed("The instance that ran it is gone", running.updatedAt()) : running;
	}

	/** The younger of the two times counts: the clock of a file server may be another. */
	private boolean isStale(BackupJob job, Path state) {
		Instant limit = this.clock.instant().minus(STALE);
		try {
			return job.updatedAt().isBefore(limit) && Files.getLastModifiedTime(state).toInstant().isBefore(limit);
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Returns where the rows of a backup are, or will be.
	 * @param id its id
	 * @return the file
	 * @throws InvalidInputException if that is no id at all
	 */
	public Path file(String id) {
		return path(id, DATA);
	}

	/**
	 * Finds a file of the folder.
	 * @param name id of a backup or name of a file
	 * @return the file, or {@code null} if there is none
	 */
	public @Nullable Path locate(String name) {
		for (String fileName : List.of(name, name + DATA)) {
			Path file = this.folder.resolve(fileName).normalize();
			if (this.folder.equals(file.getParent()) && Files.isRegularFile(file)) {
				return file;
			}
		}
		return null;
	}

	/**
	 * Makes an id that is not used yet.
	 * @param profile name of the profile, which the id begins with
	 * @return the id
	 */
	public String newId(String profile) {
		String name = profile.replaceAll("[^A-Za-z0-9_-]", "_");
		return "%s-%s-%s".formatted(name.substring(0, Math.min(80, name.length())),
				TIMESTAMP.format(this.clock.instant()), UUID.randomUUID().toString().substring(0, 6));
	}

	/**
	 * Adds a backup that was written to {@link #file(String)} by other means.
	 * @param id its id
	 * @param profile the profile it was taken from
	 * @param wanted what was to be taken
	 * @param result the backup
	 */
	public void add(String id, String profile, Wanted wanted, BackupResult result) {
		finish(BackupJob.started(id, profile, wanted, null, result.createdAt())
			.completed(result, this.clock.instant()));
	}

	/**
	 * Takes a backup over that somebody else has written into the folder.
	 * @param file the backup
	 * @param profile the profile it was taken from
	 * @param rows its rows by table
	 * @return its id, or {@code null} if the file is not in the folder or cannot be one
	 * of its backups
	 */
	public @Nullable String adopt(Path file, String profile, Map<String, Long> rows) {
		Path path = file.toAbsolutePath().normalize();
		String name = path.getFileName().toString();
		String id = name.endsWith(DATA) ? name.substring(0, name.length() - DATA.length()) : "";
		if (!this.folder.equals(path.getParent()) || !isId(id)) {
			return null;
		}
		try {
			finish(BackupJob.taken(id, profile, rows, Files.size(path), this.clock.instant()));
			return id;
		}
		catch (IOException ex) {
			throw failed("read", ex);
		}
	}

	/**
	 * Deletes all there is of a job.
	 * @param id its id
	 */
	public void delete(String id) {
		for (String suffix : List.of(DATA, MANIFEST, STATE, CANCELLED)) {
			delete(path(id, suffix));
		}
		deleteParts(id);
	}

	void write(BackupJob state) {
		write(path(state.id(), STATE), state);
	}

	/** The manifest first: in between the job is over and no longer running. */
	void finish(BackupJob job) {
		write(path(job.id(), MANIFEST), job);
		delete(path(job.id(), STATE));
		delete(path(job.id(), CANCELLED));
	}

	/** Asks the instance that runs a job to cancel it. */
	void requestCancel(String id) {
		write(path(id, CANCELLED), "cancelled");
	}

	boolean isCancelRequested(String id) {
		return Files.exists(path(id, CANCELLED));
	}

	/** What a process that was killed has left of a file in the making. */
	void deleteParts(String id) {
		try (DirectoryStream<Path> parts = Files.newDirectoryStream(this.folder, "." + id + DATA + ".*.part")) {
			parts.forEach(this::delete);
		}
		catch (NoSuchFileException ex) {
			logger.debug("There is no folder " + this.folder, ex);
		}
		catch (IOException ex) {
			throw failed("read", ex);
		}
	}

	private static boolean isId(String id) {
		return ID.matcher(id).matches();
	}

	private Path path(String id, String suffix) {
		if (!isId(id)) {
			throw new InvalidInputException("That is not the id of a backup: it has letters, digits, '-' and '_' only");
		}
		return this.folder.resolve(id + suffix);
	}

	/** What cannot be read, or says it was another job, is not ours. */
	private static @Nullable BackupJob read(Path file, String id) {
		try {
			BackupJob job = MAPPER.readValue(Files.readAllBytes(file), BackupJob.class);
			return (job != null && id.equals(job.id())) ? job : null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException | JacksonException ex) {
			logger.debug("Could not read " + file, ex);
			return null;
		}
	}

	private void write(Path file, Object content) {
		Path draft = this.folder.resolve("." + file.getFileName() + "." + UUID.randomUUID());
		try {
			Files.createDirectories(this.folder);
			Files.write(draft, MAPPER.writeValueAsBytes(content));
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			delete(draft);
			throw failed("write to", ex);
		}
	}

	private void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw failed("delete from", ex);
		}
	}

	private DbAdapterException failed(String what, IOException ex) {
		return new DbAdapterException("Could not %s the folder of the backups: %s".formatted(what, ex), ex);
	}

}
