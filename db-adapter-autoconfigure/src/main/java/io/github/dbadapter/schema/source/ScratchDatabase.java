package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.Identifier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A database that exists for one piece of work. Its name tells when it was made, so that
 * what a crash left behind is found and dropped by a later run.
 */
final class ScratchDatabase {

	private static final Log logger = LogFactory.getLog(ScratchDatabase.class);

	private static final String PREFIX = "dbadapter_scratch_";

	private static final String ABANDONED = """
			SELECT d.datname
			FROM pg_catalog.pg_database d
			WHERE d.datname ~ '^dbadapter_scratch_[0-9]{10}_[0-9a-f]{12}$'
			  AND d.datdba = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)
			  AND extract(epoch FROM clock_timestamp()) - substring(d.datname FROM '_([0-9]{10})_')::bigint > ?
			  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)""";

	private final AdministrativeDatabase server;

	private final Duration abandonedAfter;

	/**
	 * Creates an instance.
	 * @param server any database of the server, by a role that may create databases
	 * @param abandonedAfter age from which a scratch database that nobody is connected to
	 * is one that a crash left behind
	 */
	ScratchDatabase(AdministrativeDatabase server, Duration abandonedAfter) {
		this.server = server;
		this.abandonedAfter = abandonedAfter;
	}

	/**
	 * Creates a database, works in it and drops it: also when the work fails and when the
	 * subscription is cancelled. Cold.
	 * @param localeClause options of {@code CREATE DATABASE}
	 * @param epochSeconds the server's clock
	 * @param work blocking work on the only connection
	 * @param <T> type of the result
	 * @return the result, after the database has been dropped
	 */
	<T> Mono<T> use(String localeClause, long epochSeconds, Work<T> work) {
		return Mono.usingWhen(Mono.fromSupplier(() -> new Lease(name(epochSeconds))),
				(lease) -> create(lease, localeClause).then(Mono.defer(() -> work(lease.name(), work))), this::drop,
				(lease, failure) -> drop(lease), this::drop);
	}

	private static String name(long epochSeconds) {
		long random = ThreadLocalRandom.current().nextLong() & 0xFFFFFFFFFFFFL;
		return "%s%010d_%012x".formatted(PREFIX, epochSeconds, random);
	}

	/**
	 * Runs to its end also when it is cancelled: the server may finish what it has begun
	 * to create at any time after the connection has gone.
	 */
	private Mono<Void> create(Lease lease, String localeClause) {
		return Mono.<Void>fromRunnable(() -> {
			if (lease.begin()) {
				try {
					createNow(lease.name(), localeClause);
				}
				finally {
					lease.end();
				}
			}
		}).subscribeOn(Schedulers.boundedElastic());
	}

	private void createNow(String name, String localeClause) {
		try (Connection connection = this.server.open(); Statement statement = connection.createStatement()) {
			dropAbandoned(connection);
			statement.execute("CREATE DATABASE %s TEMPLATE template0 %s".formatted(quoted(name), localeClause));
		}
		catch (SQLException ex) {
			throw this.server.translate("create a scratch database", ex);
		}
	}

	private <T> Mono<T> work(String name, Work<T> work) {
		ConnectionParameters parameters = this.server.getParameters().withDatabase(name);
		return new AdministrativeDatabase(parameters).execute("read the expected schema in a scratch database",
				(connection) -> work.doInScratch(connection, parameters));
	}

	private void dropAbandoned(Connection connection) throws SQLException {
		List<String> names = new ArrayList<>();
		try (PreparedStatement query = connection.prepareStatement(ABANDONED)) {
			query.setLong(1, this.abandonedAfter.toSeconds());
			try (ResultSet rows = query.executeQuery()) {
				while (rows.next()) {
					names.add(rows.getString(1));
				}
			}
		}
		for (String name : names) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("DROP DATABASE IF EXISTS " + quoted(name));
				logger.info("Dropped the scratch database %s, left behind by a run that was killed".formatted(name));
			}
			catch (SQLException ex) {
				logger.debug("Another run is dropping " + name, ex);
			}
		}
	}

	private Mono<Void> drop(Lease lease) {
		String name = lease.name();
		return this.server.<Void>execute("drop the scratch database " + name, (connection) -> {
			lease.release();
			try (Statement statement = connection.createStatement()) {
				statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(quoted(name)));
			}
			return null;
		}).onErrorResume((failure) -> {
			logger.warn("The scratch database %s is left on %s and will be dropped by a later run".formatted(name,
					this.server.address()), failure);
			return Mono.empty();
		});
	}

	private static String quoted(String name) {
		return new Identifier(name).quoted();
	}

	/**
	 * Blocking work in a scratch database.
	 */
	@FunctionalInterface
	interface Work<T> {

		@Nullable T doInScratch(Connection connection, ConnectionParameters parameters) throws SQLException;

	}

	/**
	 * Keeps the drop from overtaking the creation.
	 */
	private static final class Lease {

		private static final long PATIENCE_MILLIS = 30_000;

		private final String name;

		private boolean creating;

		private boolean released;

		Lease(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

		synchronized boolean begin() {
			this.creating = !this.released;
			return this.creating;
		}

		synchronized void end() {
			this.creating = false;
			notifyAll();
		}

		synchronized void release() {
			this.released = true;
			long end = System.currentTimeMillis() + PATIENCE_MILLIS;
			for (long left = PATIENCE_MILLIS; this.creating && left > 0; left = end - System.currentTimeMillis()) {
				try {
					wait(left);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return;
				}
			}
		}

	}

}
