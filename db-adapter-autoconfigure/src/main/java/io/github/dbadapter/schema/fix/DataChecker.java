package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Looks for the rows that statements of a plan would fail on, for a limited time in all.
 * Blocks, inside the caller's transaction.
 */
final class DataChecker {

	private static final String QUERY_CANCELED = "57014";

	/** Class of errors of the query itself, when a type is not there yet for example. */
	private static final String WRONG_SQL = "42";

	/**
	 * An error of one row does not end the search for others, unless it is one of ours.
	 * The probe and the key stand in queries of their own, where {@code r} is a row.
	 */
	private static final String ONE_BY_ONE = """
			DO $db_adapter$
			DECLARE
			  db_adapter_row record;
			  db_adapter_failing bigint := 0;
			  db_adapter_keys text[] := '{}';
			BEGIN
			  FOR db_adapter_row IN SELECT r.tableoid AS of_table, r.ctid AS place FROM %1$s r LOOP
			    BEGIN
			      PERFORM %2$s FROM %1$s r
			      WHERE r.ctid = db_adapter_row.place AND r.tableoid = db_adapter_row.of_table;
			    EXCEPTION
			      WHEN syntax_error_or_access_rule_violation THEN RAISE;
			      WHEN OTHERS THEN
			        db_adapter_failing := db_adapter_failing + 1;
			        IF db_adapter_failing <= %3$d THEN
			          db_adapter_keys := db_adapter_keys || (SELECT %4$s FROM %1$s r
			            WHERE r.ctid = db_adapter_row.place AND r.tableoid = db_adapter_row.of_table);
			        END IF;
			    END;
			  END LOOP;
			  PERFORM set_config('db_adapter.failing', db_adapter_failing::text, true),
			    set_config('db_adapter.keys', db_adapter_keys::text, true);
			END $db_adapter$""";

	private static final String FOUND = """
			SELECT current_setting('db_adapter.failing')::bigint, current_setting('db_adapter.keys')::text[]""";

	private final Connection connection;

	private final int show;

	private final long deadline;

	DataChecker(Connection connection, int show, Duration limit) {
		this.connection = connection;
		this.show = show;
		this.deadline = System.nanoTime() + limit.toNanos();
	}

	/** Hazards that the rows rule out are set aside. */
	FixPlan check(FixPlan plan) throws SQLException {
		List<FixStatement> statements = new ArrayList<>();
		for (FixStatement statement : plan.statements()) {
			statements.add(check(statement));
		}
		return plan.withStatements((statement) -> statements.get(statement.number() - 1));
	}

	private FixStatement check(FixStatement statement) throws SQLException {
		List<FixHazard> hazards = new ArrayList<>();
		List<FixHazard> cleared = new ArrayList<>(statement.cleared());
		for (FixHazard hazard : statement.hazards()) {
			DataCheck check = hazard.check();
			FixHazard checked = (check != null) ? hazard.withResult(run(check)) : hazard;
			(checked.isRuledOut() ? cleared : hazards).add(checked);
		}
		return statement.withHazards(hazards, cleared);
	}

	DataCheck.Result run(DataCheck check) throws SQLException {
		long left = (this.deadline - System.nanoTime()) / 1_000_000;
		if (left < 1) {
			return unknown("not known: the time for looking was up");
		}
		Savepoint savepoint = this.connection.setSavepoint();
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("SET LOCAL statement_timeout = " + left);
			DataCheck.Result result = run(check, statement);
			this.connection.rollback(savepoint);
			return result;
		}
		catch (SQLException ex) {
			this.connection.rollback(savepoint);
			if (QUERY_CANCELED.equals(ex.getSQLState())) {
				return unknown("not known: looking took too long");
			}
			boolean ofRows = check.probe() != null && !String.valueOf(ex.getSQLState()).startsWith(WRONG_SQL);
			return ofRows ? oneByOne(check, check.probe(), ex) : unknown("not known: " + firstLine(ex));
		}
	}

	/** One row has raised an error: which do? */
	private DataCheck.Result oneByOne(DataCheck check, String probe, SQLException first) throws SQLException {
		DataCheck.Result unknown = unknown("at least one row: " + firstLine(first));
		long left = (this.deadline - System.nanoTime()) / 1_000_000;
		if (left < 1) {
			return unknown;
		}
		Savepoint savepoint = this.connection.setSavepoint();
		try (Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute("SET LOCAL statement_timeout = " + left);
			statement.execute(ONE_BY_ONE.formatted(check.table().quoted(), probe, this.show, key(check)));
			try (ResultSet row = statement.executeQuery(FOUND)) {
				row.next();
				String[] keys = (String[]) row.getArray(2).getArray();
				return new DataCheck.Result(row.getLong(1), List.of(keys), null);
			}
		}
		catch (SQLException ex) {
			return unknown;
		}
		finally {
			this.connection.rollback(savepoint);
		}
	}

	private static String key(DataCheck check) {
		return check.keyColumns().isEmpty() ? "'row=' || r.ctid"
				: String.join(" || ', ' || ",
						check.keyColumns()
							.stream()
							.map((column) -> "%s || coalesce(r.%s::text, 'null')"
								.formatted(SqlText.literal(column + "="), SqlText.quoted(column)))
							.toList());
	}

	private DataCheck.Result run(DataCheck check, Statement statement) throws SQLException {
		if (check.condition() == null) {
			count(statement, "SELECT count(%s) FROM %s r".formatted(check.probe(), check.table().quoted()));
			return new DataCheck.Result(0L, List.of(), null);
		}
		String from = " FROM %s r WHERE %s".formatted(check.table().quoted(), check.condition());
		long failing = count(statement, "SELECT count(*)" + from);
		return new DataCheck.Result(failing, (failing > 0 && this.show > 0) ? keys(statement, check, from) : List.of(),
				null);
	}

	private static long count(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

	private List<String> keys(Statement statement, DataCheck check, String from) throws SQLException {
		List<String> columns = check.keyColumns();
		String list = columns.isEmpty() ? "r.ctid"
				: String.join(", ", columns.stream().map((column) -> "r." + SqlText.quoted(column)).toList());
		List<String> keys = new ArrayList<>();
		try (ResultSet rows = statement
			.executeQuery("SELECT " + list + from + " ORDER BY " + list + " LIMIT " + this.show)) {
			while (rows.next()) {
				StringBuilder key = new StringBuilder();
				for (int i = 1; i <= Math.max(columns.size(), 1); i++) {
					key.append((i > 1) ? ", " : "")
						.append(columns.isEmpty() ? "row" : columns.get(i - 1))
						.append('=')
						.append(rows.getString(i));
				}
				keys.add(key.toString());
			}
		}
		return keys;
	}

	private static DataCheck.Result unknown(String note) {
		return new DataCheck.Result(null, List.of(), note);
	}

	private static String firstLine(SQLException ex) {
		@Nullable String message = ex.getMessage();
		return (message != null) ? message.lines().findFirst().orElse("") : "";
	}

}
