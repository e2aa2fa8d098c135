package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Says before anything runs what would fail for want of rights.
 */
final class FixPreflight {

	private static final String OWNED = """
			SELECT c.oid IS NULL OR pg_has_role(c.relowner, 'USAGE'), quote_ident(pg_get_userbyid(c.relowner)),
			       quote_ident(current_user)
			FROM (SELECT to_regclass(?) AS oid) x LEFT JOIN pg_class c ON c.oid = x.oid""";

	private static final String ROLE = "SELECT pg_has_role(r.oid, 'MEMBER') FROM pg_roles r WHERE quote_ident(r.rolname) = ?";

	private final Connection connection;

	private final String target;

	FixPreflight(Connection connection, String target) {
		this.connection = connection;
		this.target = target;
	}

	void check(FixPlan plan) throws SQLException {
		writable();
		owned(plan.tables());
		members(plan);
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

	private void owned(Collection<QualifiedName> tables) throws SQLException {
		List<String> foreign = new ArrayList<>();
		try (PreparedStatement statement = this.connection.prepareStatement(OWNED)) {
			for (QualifiedName table : tables) {
				statement.setString(1, table.quoted());
				try (ResultSet row = statement.executeQuery()) {
					if (row.next() && !row.getBoolean(1)) {
						foreign.add("%s belongs to %s, not to %s".formatted(table, row.getString(2), row.getString(3)));
					}
				}
			}
		}
		if (!foreign.isEmpty()) {
			throw refused(String.join("; ", foreign) + ". Use the owner's role");
		}
	}

	/** An object that is put back must get its owner again. */
	private void members(FixPlan plan) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(ROLE)) {
			for (FixStatement step : plan.statements()) {
				int at = step.sql().lastIndexOf(" OWNER TO ");
				if (at < 0 || !step.sql().startsWith("ALTER ")) {
					continue;
				}
				String owner = step.sql().substring(at + " OWNER TO ".length());
				statement.setString(1, owner);
				try (ResultSet row = statement.executeQuery()) {
					if (row.next() && !row.getBoolean(1)) {
						throw refused("statement %d gives an object back to %s, of which the role is no member"
							.formatted(step.number(), owner));
					}
				}
			}
		}
	}

	private FixRefusedException refused(String why) {
		return new FixRefusedException(Reason.NOT_PERMITTED,
				"Could not fix %s: %s. Nothing was run".formatted(this.target, why));
	}

}
