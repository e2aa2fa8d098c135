package io.github.dbadapter.sql;

import org.jspecify.annotations.Nullable;

/**
 * Which versions of PostgreSQL are supported.
 *
 * @since 0.1.0
 */
public final class ServerVersions {

	/**
	 * Oldest major version with which everything is tested.
	 */
	public static final int OLDEST = 14;

	private static final int MAJOR = 10000;

	/** Until then the first two numbers were the major version. */
	private static final int FIRST_OF_ONE_NUMBER = 10;

	private ServerVersions() {
	}

	/**
	 * Returns what to tell the user of a server's version.
	 * @param version version as {@code server_version_num} gives it
	 * @return a sentence, or {@code null} if the version is supported or not known (0)
	 */
	public static @Nullable String warning(int version) {
		if (version <= 0 || version / MAJOR >= OLDEST) {
			return null;
		}
		return "PostgreSQL %s is older than %d, the oldest supported version: what is read of it may be incomplete or fail"
			.formatted(major(version), OLDEST);
	}

	private static String major(int version) {
		int major = version / MAJOR;
		return (major >= FIRST_OF_ONE_NUMBER) ? String.valueOf(major) : major + "." + version / 100 % 100;
	}

}
