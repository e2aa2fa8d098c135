package io.github.dbadapter.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.BriefWaits;
import io.github.dbadapter.sql.LockHolders;
import io.github.dbadapter.sql.LockNotAvailableException;

/**
 * Begins a transaction whose tables stay as its snapshot's catalog says: they are locked
 * before the snapshot is taken, because rows that an {@code ALTER TABLE} rewrites are
 * invisible to a snapshot from before (PostgreSQL manual, chapter 13.6).
 */
final class LockedCatalog {

	/** Where neither role nor database says. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private static final int ATTEMPTS = 4;

	private static final String LOCKED = """
			SELECT DISTINCT l.relation FROM pg_catalog.pg_locks l WHERE l.mode = 'AccessExclusiveLock'
				AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())""";

	/** Of a table or its schema that is not there any more. */
	private static final Set<String> GONE = Set.of("42P01", "3F000");

	private final Connection connection;

	private final String purpose;

	private final String place;

	private final Function<Catalog, List<CatalogTable>> wanted;

	/**
	 * Creates an instance.
	 * @param connection a connection in autocommit mode
	 * @param purpose what is done, completing "Could not …"
	 * @param place where the tables are, as in " of the source", or empty
	 * @param wanted tells the tables to lock, each time the catalog was read
	 */
	LockedCatalog(Connection connection, String purpose, String place, Function<Catalog, List<CatalogTable>> wanted) {
		this.connection = connection;
		this.purpose = purpose;
		this.place = place;
		this.wanted = wanted;
	}

	/**
	 * Begins, locks and reads, again and again while others are changing the tables.
	 * @param begin begins a repeatable-read transaction without a query
	 * @param first does the first query
	 * @return the catalog as the transaction sees it
	 * @throws LockNotAvailableException if others hold the tables too long
	 * @throws SQLException if the server fails
	 */
	Catalog read(Step begin, Step first) throws SQLException {
		Duration longest = longestWait();
		BriefWaits waits = new BriefWaits(longest);
		for (int attempt = 1; attempt <= ATTEMPTS;) {
			List<CatalogTable> tables = this.wanted.apply(CatalogReader.read(this.connection));
			begin.run();
			try {
				lock(tables, waits);
				first.run();
				Catalog catalog = CatalogReader.read(this.connection);
				if (oids(tables).containsAll(oids(this.wanted.apply(catalog)))) {
					return catalog;
				}
				attempt++;
			}
			catch (SQLException ex) {
				if (BriefWaits.isBlocked(ex)) {
					end();
					if (waits.wasLast()) {
						throw blocked(tables, longest, ex);
					}
					continue;
				}
				if (!GONE.contains(ex.getSQLState())) {
					throw ex;
				}
				attempt++;
			}
			end();
		}
		throw new LockNotAvailableException("Could not " + this.purpose,
				"the tables%s are being created or dropped by others, again in each of %d attempts. Nothing has been changed. Try again later"
					.formatted(this.place, ATTEMPTS),
				null);
	}

	private Duration longestWait() throws SQLException {
		long millis = new Statements(this.connection)
			.number("SELECT setting FROM pg_catalog.pg_settings WHERE name = 'lock_timeout'");
		return (millis > 0) ? Duration.ofMillis(millis) : LONGEST_WAIT;
	}

	private void lock(List<CatalogTable> tables, BriefWaits waits) throws SQLException {
		if (tables.isEmpty()) {
			return;
		}
		try (Statement statement = this.connection.createStatement()) {
			String usual;
			try (ResultSet row = statement.executeQuery("SHOW lock_timeout")) {
				row.next();
				usual = row.getString(1);
			}
			statement.execute("SET LOCAL lock_timeout = " + waits.millis());
			statement.execute("LOCK TABLE %s IN ACCESS SHARE MODE"
				.formatted(tables.stream().map((table) -> table.name().quoted()).collect(Collectors.joining(", "))));
			statement.execute("SET LOCAL lock_timeout = '%s'".formatted(usual));
		}
	}

	private void end() throws SQLException {
		this.connection.rollback();
		this.connection.setAutoCommit(true);
	}

	private LockNotAvailableException blocked(List<CatalogTable> tables, Duration waited, SQLException cause)
			throws SQLException {
		Set<Long> locked = new HashSet<>();
		new Statements(this.connection).each(LOCKED, (row) -> locked.add(row.getLong(1)));
		List<CatalogTable> held = tables.stream().filter((table) -> locked.contains(table.oid())).toList();
		String holders = LockHolders.ofTables(this.connection, tables.stream().map(CatalogTable::name).toList(),
				List.of("AccessExclusiveLock"));
		return new LockNotAvailableException("Could not " + this.purpose,
				"another session holds %s%s, waited %.1f s%s. Nothing has been changed. Try again when its transaction has ended"
					.formatted(held.isEmpty() ? "a table" : BackupService.keys(held), this.place,
							waited.toMillis() / 1000.0, holders.isEmpty() ? "" : " for " + holders),
				cause);
	}

	private static Set<Long> oids(List<CatalogTable> tables) {
		return tables.stream().map(CatalogTable::oid).collect(Collectors.toSet());
	}

	/**
	 * Does something with the connection.
	 */
	interface Step {

		Step NOTHING = () -> {
		};

		void run() throws SQLException;

	}

}
