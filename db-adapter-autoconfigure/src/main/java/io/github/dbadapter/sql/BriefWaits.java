package io.github.dbadapter.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * How somebody who reads waits for locks that a change of the schema holds: briefly, with
 * {@code lock_timeout}, then letting go of all locks of his own and beginning anew. Who
 * waits with locks in hand would meet the change in a deadlock, and PostgreSQL might
 * cancel the change. Not safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class BriefWaits {

	/** Well below {@code deadlock_timeout}, which is a second. */
	private static final Duration LONGEST = Duration.ofMillis(100);

	private static final Set<String> BLOCKED = Set.of(LockNotAvailableException.LOCK_NOT_AVAILABLE, "40P01");

	private final Duration limit;

	private final Duration each;

	private int inVain;

	/**
	 * Creates an instance for one piece of work.
	 * @param limit how long to wait in all, zero for ever
	 */
	public BriefWaits(Duration limit) {
		this.limit = limit;
		boolean shorter = !limit.isZero() && limit.compareTo(LONGEST) < 0;
		this.each = shorter ? limit : LONGEST;
	}

	/**
	 * Returns what to set {@code lock_timeout} to.
	 * @return the length of each wait, in milliseconds
	 */
	public long millis() {
		return this.each.toMillis();
	}

	/**
	 * Tells whether a statement failed because it waited in vain.
	 * @param failure the failure
	 * @return whether to let go and begin anew
	 */
	public static boolean isBlocked(SQLException failure) {
		return BLOCKED.contains(String.valueOf(failure.getSQLState()));
	}

	/**
	 * Notes a wait that was in vain.
	 * @return whether it was the last one
	 */
	public boolean wasLast() {
		this.inVain++;
		return !this.limit.isZero() && this.each.multipliedBy(this.inVain).compareTo(this.limit) >= 0;
	}

}
