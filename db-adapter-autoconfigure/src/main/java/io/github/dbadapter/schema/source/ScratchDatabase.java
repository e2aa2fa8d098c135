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

	private static final String BEING_CREATED = """
			SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a
			               WHERE a.pid <> pg_backend_pid() AND a.state = 'active'
			                 AND starts_with(a.query, 'CREATE DATABASE ' || ?))""";

	private static final int DROP_ATTEMPTS = 100;

	private static final long DROP_PAUSE_MILLIS = 100;

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
		return Mono.usingWhen(Mono.fromSupplier(() -> name(epochSeconds)),
				(name) -> create(name, localeClause).then(Mono.defer(() -> work(name, work))), this::drop,
				(name, failure) -> drop(name), this::drop);
	}

	private static String name(long epochSeconds) {
		long random = ThreadLocalRandom.current().nextLong() & 0xFFFFFFFFFFFFL;
		return "%s%010d_%012x".formatted(PREFIX, epochSeconds, random);
	}

	private Mono<Void> create(String name, String localeClause) {
		return this.server.execute("create a scratch database", (connection) -> {
			dropAbandoned(connection);
			try (Statement statement = connection.createStatement()) {
				statement.execute("CREATE DATABASE %s TEMPLATE template0 %s".formatted(quoted(name), localeClause));
			}
			return null;
		});
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

	/**
	 * A cancelled CREATE DATABASE may still be at work, and could finish after the drop.
	 */
	private Mono<Void> drop(String name) {
		return this.server.<Void>execute("drop the scratch database " + name, (connection) -> {
			for (int attempt = 1; isBeingCreated(connection, name) && attempt < DROP_ATTEMPTS; attempt++) {
				pause();
			}
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

	private static boolean isBeingCreated(Connection connection, String name) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(BEING_CREATED)) {
			query.setString(1, quoted(name));
			try (ResultSet row = query.executeQuery()) {
				row.next();
				return row.getBoolean(1);
			}
		}
	}

	private static void pause() {
		try {
			Thread.sleep(DROP_PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
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

}
