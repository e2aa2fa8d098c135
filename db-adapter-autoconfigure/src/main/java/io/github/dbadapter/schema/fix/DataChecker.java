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
			return unknown(
					(check.probe() != null) ? "at least one row: " + firstLine(ex) : "not known: " + firstLine(ex));
		}
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
