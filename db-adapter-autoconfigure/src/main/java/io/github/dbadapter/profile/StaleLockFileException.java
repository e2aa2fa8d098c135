package io.github.dbadapter.profile;

import java.util.Collection;
import java.util.List;

import io.github.dbadapter.InvalidInputException;

/**
 * The lock file names a profile that does not exist any more.
 *
 * @since 0.1.0
 */
public class StaleLockFileException extends InvalidInputException {

	private final LockFile lockFile;

	private final String profile;

	private final List<String> known;

	StaleLockFileException(LockFile lockFile, String profile, Collection<String> known) {
		super("The lock file %s names the profile '%s', which does not exist any more. %s".formatted(lockFile, profile,
				UnknownProfileException.known(known)));
		this.lockFile = lockFile;
		this.profile = profile;
		this.known = List.copyOf(known);
	}

	public LockFile getLockFile() {
		return this.lockFile;
	}

	public String getProfile() {
		return this.profile;
	}

	public List<String> getKnown() {
		return this.known;
	}

}
