package io.github.dbadapter.test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * A database of its own on the {@link TestServer}, dropped on {@link #close()} whoever is
 * still connected.
 */
public final class TestDatabase implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private final ConnectionParameters parameters;

	private final List<String> roles = new ArrayList<>();

	private TestDatabase(ConnectionParameters parameters) {
		this.parameters = parameters;
	}

	/**
	 * Creates an empty database with a name not used before.
	 * @return the database
	 */
	public static TestDatabase create() {
		String name = "test_%d_%d".formatted(ProcessHandle.current().pid(), COUNTER.incrementAndGet());
		TestDatabase maintenance = new TestDatabase(TestServer.superuser());
		maintenance.execute("CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8'".formatted(quoted(name)));
		return new TestDatabase(TestServer.superuser().withDatabase(name));
	}

	/**
	 * Returns a database that the test has created itself.
	 * @param parameters where it is
	 * @return the database, dropped on {@link #close()}
	 */
	public static TestDatabase of(ConnectionParameters parameters) {
		return new TestDatabase(parameters);
	}

	public ConnectionParameters parameters() {
		return this.parameters;
	}

	/**
	 * Returns the parameters for another role, which the test has created.
	 * @param user the role
	 * @param password its password
	 * @return parameters for the same database
	 */
	public ConnectionParameters parameters(String user, String password) {
		return new ConnectionParameters(this.parameters.hosts(), this.parameters.database(), user, password, Map.of());
	}

	/**
	 * Creates a role that no other test knows: roles belong to the server and not to a
	 * database. It is dropped on {@link #close()}.
	 * @param purpose begins its name
	 * @param attributes what {@code CREATE ROLE} shall give it, such as {@code LOGIN}
	 * @return its name, which needs no quotes
	 */
	public String createRole(String purpose, String attributes) {
		String role = purpose + "_" + name();
		execute("CREATE ROLE %s %s".formatted(role, attributes));
		this.roles.add(role);
		return role;
	}

	public AdministrativeDatabase administrative() {
		return new AdministrativeDatabase(this.parameters);
	}

	public String name() {
		return this.parameters.database();
	}

	public Host host() {
		return this.parameters.hosts().get(0);
	}

	/**
	 * Returns the address with user and password.
	 * @return a URL that begins with {@code postgresql://}
	 */
	public String url() {
		return "postgresql://%s:%s@%s/%s".formatted(this.parameters.user(), this.parameters.password(), host(), name());
	}

	public Connection connect() {
		return administrative().open();
	}

	/**
	 * Runs a script of statements, as one implicit transaction.
	 * @param sql one or more statements
	 */
	public void execute(String sql) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage() + " in: " + sql, ex);
		}
	}

	/**
	 * Runs a script as {@code psql} would: the server splits it and not the driver, which
	 * does not know the bodies of all routines.
	 * @param script one or more statements
	 */
	public void executeScript(String script) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			connection.unwrap(PgConnection.class).getQueryExecutor().setPreferQueryMode(PreferQueryMode.SIMPLE);
			statement.setEscapeProcessing(false);
			statement.execute(script);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage() + " in: " + script, ex);
		}
	}

	/**
	 * Runs a query.
	 * @param sql the query
	 * @return the rows, values as pgjdbc gives them
	 */
	public List<Map<String, @Nullable Object>> query(String sql) {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			List<Map<String, @Nullable Object>> result = new ArrayList<>();
			while (rows.next()) {
				Map<String, @Nullable Object> row = new LinkedHashMap<>();
				for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
					row.put(rows.getMetaData().getColumnLabel(column), rows.getObject(column));
				}
				result.add(row);
			}
			return result;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage() + " in: " + sql, ex);
		}
	}

	/**
	 * Runs a query that gives one value.
	 * @param sql the query
	 * @return the first column of its first row
	 */
	public @Nullable Object queryForValue(String sql) {
		return query(sql).get(0).values().iterator().next();
	}

	public long count(String table) {
		return ((Number) Objects.requireNonNull(queryForValue("SELECT count(*) FROM " + table))).longValue();
	}

	/**
	 * Waits until a session of this database waits for a lock.
	 */
	public void awaitBlocked() {
		long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("No session of " + name() + " waits for a lock");
			}
		}
	}

	/**
	 * Waits until the sessions of all others have ended, and with them their transactions
	 * and locks. Workers of the server itself do not count.
	 */
	public void awaitNoSessions() {
		String others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
				+ " AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
		long end = System.nanoTime() + PATIENCE.toNanos();
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			while (true) {
				try (ResultSet row = statement.executeQuery(others)) {
					row.next();
					if (row.getLong(1) == 0) {
						return;
					}
				}
				if (System.nanoTime() > end) {
					throw new AssertionError("Sessions are left in " + name());
				}
				LockSupport.parkNanos(20_000_000);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		TestDatabase maintenance = new TestDatabase(TestServer.superuser());
		maintenance.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(quoted(name())));
		this.roles.forEach((role) -> maintenance.execute("DROP ROLE " + role));
	}

	private static String quoted(String name) {
		return new Identifier(name).quoted();
	}

}
