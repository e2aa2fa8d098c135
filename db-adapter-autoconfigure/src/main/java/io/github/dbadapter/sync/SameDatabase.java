package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

import io.github.dbadapter.InvalidInputException;

/**
 * Finds out whether two connections lead to one database, whatever it is called and
 * whichever pooler is between: a lock that one of them takes is seen by the other.
 */
final class SameDatabase {

	private SameDatabase() {
	}

	/** Holds a random lock on the target until its transaction ends. */
	static void refuse(Source source, Connection target, String address, String purpose) throws SQLException {
		int high = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
		int low = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
		Finder.number(target, "SELECT 1 FROM pg_catalog.pg_advisory_xact_lock_shared(%d, %d)".formatted(high, low));
		long seen = source.call((connection) -> Finder.number(connection, """
				SELECT count(*) FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND classid = %d AND objid = %d
					AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"""
			.formatted(high, low)));
		if (seen > 0) {
			throw new InvalidInputException(
					"Could not %s: source and target are one and the same database, %s".formatted(purpose, address));
		}
	}

}
