package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.sql.QualifiedName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says before anything runs what would fail for want of rights.
 */
final class FixPreflight {

	private static final String OWNED = """
			SELECT c.oid IS NULL OR pg_has_role(c.relowner, 'USAGE'), quote_ident(pg_get_userbyid(c.relowner)),
			       quote_ident(current_user)
			FROM (SELECT to_regclass(?) AS oid) x LEFT JOIN pg_class c ON c.oid = x.oid""";

	private static final Log logger = LogFactory.getLog(FixPreflight.class);

	private final Connection connection;

	private final String target;

	FixPreflight(Connection connection, String target) {
		this.connection = connection;
		this.target = target;
	}

	void check(FixPlan plan) throws SQLException {
		writable();
		Set<String> problems = new LinkedHashSet<>();
		Map<NeededRight, Integer> rights = new LinkedHashMap<>();
		Set<QualifiedName> owned = new LinkedHashSet<>();
		for (FixStatement statement : plan.statements()) {
			owned.addAll(NeededRight.ownedTables(statement));
			NeededRight.of(statement).forEach((right) -> rights.putIfAbsent(right, statement.number()));
		}
		owned(owned, problems);
		for (Map.Entry<NeededRight, Integer> right : rights.entrySet()) {
			held(right.getKey(), right.getValue(), problems);
		}
		if (!problems.isEmpty()) {
			throw refused(String.join("; ", problems) + ". Use the owner's role, or have the right granted");
		}
	}

	private void writable() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'")) {
			row.next();
			if (row.getBoolean(1)) {
				throw refused("the server is a standby. Name the primary in the profile");
			}
			if (row.getBoolean(2)) {
				throw refused(
						"the session is read-only (default_transaction_read_only). Use a role or server that may write");
			}
		}
	}

	private void owned(Set<QualifiedName> tables, Set<String> problems) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(OWNED)) {
			for (QualifiedName table : tables) {
				statement.setString(1, table.quoted());
				try (ResultSet row = statement.executeQuery()) {
					if (row.next() && !row.getBoolean(1)) {
						problems
							.add("%s belongs to %s, not to %s".formatted(table, row.getString(2), row.getString(3)));
					}
				}
			}
		}
	}

	/**
	 * What does not exist yet is made by the plan, and NULL is no answer; nor is an error
	 * about a name, which the statement itself will tell.
	 */
	private void held(NeededRight right, int number, Set<String> problems) throws SQLException {
		Savepoint savepoint = this.connection.getAutoCommit() ? null : this.connection.setSavepoint();
		try (PreparedStatement statement = this.connection.prepareStatement(right.question())) {
			statement.setString(1, right.name());
			try (ResultSet row = statement.executeQuery()) {
				if (row.next() && !row.getBoolean(1) && !row.wasNull()) {
					problems
						.add("statement %d %s %s".formatted(number, right.missing(), right.name().replace("\"", "")));
				}
			}
		}
		catch (SQLException ex) {
			logger.debug("Could not ask who may change " + right.name(), ex);
			if (savepoint != null) {
				this.connection.rollback(savepoint);
			}
		}
	}

	private FixRefusedException refused(String why) {
		return new FixRefusedException(Reason.NOT_PERMITTED,
				"Could not fix %s: %s. Nothing was run".formatted(this.target, why));
	}

}
