package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.backup.MissingRights.Otherwise;
import io.github.dbadapter.sql.NotPermittedException;

/**
 * The rights that a restore needs.
 */
final class RestoreRights {

	private final Statements statements;

	private final RestorePlan plan;

	private final RestoreRequest request;

	RestoreRights(Statements statements, RestorePlan plan, RestoreRequest request) {
		this.statements = statements;
		this.plan = plan;
		this.request = request;
	}

	/**
	 * Looks, outside of the transaction that failed.
	 * @return what to tell instead of the server's words
	 */
	NotPermittedException instead(SQLException failure) throws SQLException {
		MissingRights missing = new MissingRights(this.statements, "Could not restore");
		missing.schemas(
				Stream.concat(this.plan.tables().stream(), this.plan.lookups().stream()).map(RestoreTable::table),
				this.request.exclusive() ? List.of("USAGE", "CREATE") : List.of("USAGE"));
		for (RestoreTable table : this.plan.tables()) {
			missing.table(table.table(), (this.request.mode() == RestoreMode.OVERWRITE)
					? List.of("SELECT", "INSERT", "UPDATE") : List.of("SELECT", "INSERT"));
			missing.sequences(table.table());
		}
		this.plan.lookups().forEach((lookup) -> missing.table(lookup.table(), List.of("SELECT")));
		boolean owning = this.request.exclusive() || !this.request.triggers();
		return missing.instead(failure, owning ? this::owners : Otherwise.ASK);
	}

	private String owners() throws SQLException {
		String oids = this.plan.tables()
			.stream()
			.map((table) -> Long.toString(table.table().oid()))
			.collect(Collectors.joining(", "));
		StringJoiner owners = new StringJoiner("' or '", "'", "'").setEmptyValue("");
		this.statements.each("SELECT DISTINCT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c"
				+ " WHERE NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') AND c.oid IN (" + oids + ") ORDER BY 1",
				(row) -> owners.add(row.getString(1)));
		return (owners.length() == 0) ? Otherwise.ASK.nextStep() : "%s needs the role that owns the tables: use %s"
			.formatted(this.request.exclusive() ? "An exclusive restore" : "Switching triggers off", owners);
	}

}
