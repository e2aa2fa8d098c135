package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.NotPermittedException;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Finds out, after the server has refused a restore, which rights the role would need for
 * all of it. Before that it would only be a guess: rights may be held by columns.
 */
final class MissingRights {

	private final Statements statements;

	private final RestorePlan plan;

	private final RestoreRequest request;

	/** Names by the right that is missing, each ready for GRANT. */
	private final Map<String, Set<String>> missing = new LinkedHashMap<>();

	private final Set<String> owners = new LinkedHashSet<>();

	MissingRights(Statements statements, RestorePlan plan, RestoreRequest request) {
		this.statements = statements;
		this.plan = plan;
		this.request = request;
	}

	/**
	 * Looks, outside of the transaction that failed.
	 * @return what to tell instead of the server's words
	 */
	NotPermittedException instead(SQLException failure) throws SQLException {
		String[] role = new String[1];
		this.statements.each("SELECT current_user", (row) -> role[0] = row.getString(1));
		look();
		String found;
		if (!this.missing.isEmpty()) {
			found = "role '%s' lacks %s. Nothing has been changed. The owner's next step: %s".formatted(role[0],
					this.missing.entrySet()
						.stream()
						.map((entry) -> entry.getKey() + " " + plain(entry.getValue()))
						.collect(Collectors.joining(", ")),
					this.missing.entrySet()
						.stream()
						.map((entry) -> "GRANT %s %s TO %s;".formatted(entry.getKey(),
								String.join(", ", entry.getValue()), new Identifier(role[0]).quoted()))
						.collect(Collectors.joining(" ")));
		}
		else if (!this.owners.isEmpty()) {
			found = "%s (role '%s'). Nothing has been changed. %s needs the role that owns the tables: use %s"
				.formatted(Statements.describe(failure), role[0],
						this.request.exclusive() ? "An exclusive restore" : "Switching triggers off",
						this.owners.stream().map((owner) -> "'" + owner + "'").collect(Collectors.joining(" or ")));
		}
		else {
			found = "%s (role '%s'). Nothing has been changed. Have the right granted, or use the tables' owner"
				.formatted(Statements.describe(failure), role[0]);
		}
		return new NotPermittedException("Could not restore", found, failure.getSQLState(), failure);
	}

	private static String plain(Set<String> names) {
		return String.join(", ", names).replace("\"", "");
	}

	private void look() throws SQLException {
		ask("has_database_privilege((SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()), '%s')",
				List.of("TEMPORARY"), "DATABASE", database());
		List<RestoreTable> all = Stream.concat(this.plan.tables().stream(), this.plan.lookups().stream()).toList();
		for (RestoreTable table : all) {
			QualifiedName name = table.table().name();
			if (name.schema() != null) {
				ask("has_schema_privilege(" + literal(name.schema().value()) + ", '%s')",
						this.request.exclusive() ? List.of("USAGE", "CREATE") : List.of("USAGE"), "SCHEMA",
						name.schema().quoted());
			}
		}
		for (RestoreTable table : all) {
			boolean written = this.plan.tables().contains(table);
			ask("has_table_privilege(" + table.table().oid() + ", '%s')", rights(written), "",
					table.table().name().quoted());
			if (written) {
				sequences(table.table());
				owner(table.table());
			}
		}
	}

	private String database() throws SQLException {
		String[] name = new String[1];
		this.statements.each("SELECT current_database()", (row) -> name[0] = row.getString(1));
		return new Identifier(name[0]).quoted();
	}

	private List<String> rights(boolean written) {
		if (!written) {
			return List.of("SELECT");
		}
		return (this.request.mode() == RestoreMode.OVERWRITE) ? List.of("SELECT", "INSERT", "UPDATE")
				: List.of("SELECT", "INSERT");
	}

	private void sequences(CatalogTable table) throws SQLException {
		for (CatalogColumn column : table.columns()) {
			if (column.sequence() != null) {
				String name = column.sequence().quoted();
				ask("has_sequence_privilege(" + literal(name) + ", '%s')", List.of("SELECT", "USAGE", "UPDATE"),
						"SEQUENCE", name);
			}
		}
	}

	private void ask(String question, List<String> rights, String kind, String name) throws SQLException {
		List<String> lacking = new ArrayList<>();
		for (String right : rights) {
			if (!this.statements.exists("SELECT WHERE pg_catalog." + question.replace("%s", right))) {
				lacking.add(right);
			}
		}
		if (!lacking.isEmpty()) {
			String key = String.join(", ", lacking) + (kind.isEmpty() ? " ON" : " ON " + kind);
			this.missing.computeIfAbsent(key, (unused) -> new LinkedHashSet<>()).add(name);
		}
	}

	private static String literal(String text) {
		return " E'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
	}

	private void owner(CatalogTable table) throws SQLException {
		if (this.request.exclusive() || !this.request.triggers()) {
			this.statements.each(
					"SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c"
							+ " WHERE NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') AND c.oid = " + table.oid(),
					(row) -> this.owners.add(row.getString(1)));
		}
	}

}
