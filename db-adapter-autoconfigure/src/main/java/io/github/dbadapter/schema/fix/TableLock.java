package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lock that a statement takes, weakest first. One that is not known to be weaker is
 * the strongest.
 */
enum TableLock {

	/** Concurrent writes go on. */
	SHARE_UPDATE_EXCLUSIVE,

	/** Writers wait. */
	SHARE,

	/** Writers wait. */
	SHARE_ROW_EXCLUSIVE,

	/** Everybody waits. */
	ACCESS_EXCLUSIVE;

	private static final Pattern INDEX = Pattern.compile("CREATE (?:UNIQUE )?INDEX .*", Pattern.DOTALL);

	private static final Pattern TRIGGER = Pattern.compile("CREATE (?:CONSTRAINT )?TRIGGER .*", Pattern.DOTALL);

	private static final Pattern FOREIGN_KEY = Pattern
		.compile("ALTER TABLE \\S+ ADD CONSTRAINT \"(?:[^\"]|\"\")*\" FOREIGN KEY [^\n]*");

	private static final Pattern VALIDATE = Pattern
		.compile("ALTER TABLE \\S+ VALIDATE CONSTRAINT \"(?:[^\"]|\"\")*\"|CREATE STATISTICS .*", Pattern.DOTALL);

	static TableLock of(String sql) {
		for (Object[] known : List.<Object[]>of(new Object[] { INDEX, SHARE },
				new Object[] { TRIGGER, SHARE_ROW_EXCLUSIVE }, new Object[] { FOREIGN_KEY, SHARE_ROW_EXCLUSIVE },
				new Object[] { VALIDATE, SHARE_UPDATE_EXCLUSIVE })) {
			if (((Pattern) known[0]).matcher(sql).matches()) {
				return (TableLock) known[1];
			}
		}
		return ACCESS_EXCLUSIVE;
	}

	/** The modes of {@code pg_locks} that it waits for. */
	List<String> conflicts() {
		List<String> modes = new ArrayList<>(List.of("ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"));
		switch (this) {
			case SHARE_UPDATE_EXCLUSIVE -> modes.addAll(List.of("ShareUpdateExclusiveLock", "ShareLock"));
			case SHARE -> modes.addAll(List.of("RowExclusiveLock", "ShareUpdateExclusiveLock"));
			case SHARE_ROW_EXCLUSIVE ->
				modes.addAll(List.of("RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock"));
			case ACCESS_EXCLUSIVE -> modes.addAll(List.of("AccessShareLock", "RowShareLock", "RowExclusiveLock",
					"ShareUpdateExclusiveLock", "ShareLock"));
		}
		return modes;
	}

	String mode() {
		return name().replace('_', ' ');
	}

}
