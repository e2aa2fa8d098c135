package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.List;

import io.github.dbadapter.DbAdapterException;
import org.jspecify.annotations.Nullable;

/**
 * A file is no backup, is damaged, or does not fit the database. Nothing has been
 * changed. The shell ends with status 1.
 *
 * @since 0.1.0
 */
public class InvalidBackupException extends DbAdapterException {

	private final Path file;

	private final List<String> problems;

	public InvalidBackupException(Path file, List<String> problems, @Nullable Throwable cause) {
		super("The backup '%s' cannot be used: %s".formatted(file, String.join("; ", problems)), cause);
		this.file = file;
		this.problems = List.copyOf(problems);
	}

	public InvalidBackupException(Path file, String problem) {
		this(file, List.of(problem), null);
	}

	public Path getFile() {
		return this.file;
	}

	/**
	 * Returns what was found and where, one sentence each.
	 * @return at least one problem
	 */
	public List<String> getProblems() {
		return this.problems;
	}

}
