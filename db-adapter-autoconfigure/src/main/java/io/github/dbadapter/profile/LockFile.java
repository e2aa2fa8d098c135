package io.github.dbadapter.profile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The file that remembers the profile that was last connected to and found in order. It
 * is read anew each time and replaced as a whole, so a reader never sees half a name.
 *
 * @since 0.1.0
 */
public final class LockFile {

	/**
	 * Name of the file unless told otherwise, in the working directory.
	 */
	public static final String DEFAULT_NAME = ".db-profile";

	/**
	 * What to write in place of a path to have no lock file.
	 */
	public static final String NONE = "none";

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final @Nullable Path path;

	private LockFile(@Nullable Path path) {
		this.path = path;
	}

	/**
	 * Returns the lock file of a configuration.
	 * @param path path of the file, or {@value #NONE}
	 * @return the lock file
	 */
	public static LockFile of(String path) {
		return path.strip().equalsIgnoreCase(NONE) ? none() : at(Path.of(path.strip()));
	}

	public static LockFile at(Path path) {
		return new LockFile(path);
	}

	/**
	 * Returns a lock file that is never there and never written.
	 * @return no lock file
	 */
	public static LockFile none() {
		return new LockFile(null);
	}

	public boolean isEnabled() {
		return this.path != null;
	}

	/**
	 * Reads the name: the first line that is not blank, without white space around it.
	 * @return the name of a profile, or empty if there is no file or nothing in it
	 * @throws InvalidInputException if the file is there but cannot be read
	 */
	public Optional<String> read() {
		if (this.path == null) {
			return Optional.empty();
		}
		try {
			String text = new String(Files.readAllBytes(this.path), StandardCharsets.UTF_8);
			return text.replace(BYTE_ORDER_MARK, "")
				.lines()
				.map(String::strip)
				.filter((line) -> !line.isEmpty())
				.findFirst();
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw failed("read", ex);
		}
	}

	/**
	 * Replaces the file atomically. Without a lock file nothing happens.
	 * @param profile name of the profile
	 * @throws InvalidInputException if it cannot be written; the old file is then as it
	 * was
	 */
	public void write(String profile) {
		if (this.path == null) {
			return;
		}
		Path temporary = this.path.resolveSibling(this.path.getFileName() + "." + UUID.randomUUID() + ".tmp");
		try {
			try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE)) {
				channel.write(StandardCharsets.UTF_8.encode(profile + "\n"));
				channel.force(true);
			}
			Files.move(temporary, this.path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			discard(temporary);
			throw failed("write", ex);
		}
	}

	/**
	 * Deletes the file.
	 * @return whether there was one
	 * @throws InvalidInputException if it cannot be deleted
	 */
	public boolean clear() {
		try {
			return this.path != null && Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			throw failed("delete", ex);
		}
	}

	private static void discard(Path temporary) {
		try {
			Files.deleteIfExists(temporary);
		}
		catch (IOException ex) {
			// the failure to write is the one to tell
		}
	}

	private InvalidInputException failed(String action, IOException cause) {
		return new InvalidInputException("Could not %s the lock file %s: %s, or set db.lock-file".formatted(action,
				this, (this.path != null && !action.equals("read")) ? FileProblem.writing(cause, this.path)
						: FileProblem.reading(cause)),
				cause);
	}

	/**
	 * Returns the path as configured, for messages.
	 */
	@Override
	public String toString() {
		return (this.path != null) ? this.path.toString() : NONE;
	}

}
