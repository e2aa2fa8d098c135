package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.NotPermittedException;

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
		List<Question> questions = new ArrayList<>();
		questions.add(new Question(
				"has_database_privilege((SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())",
				List.of("TEMPORARY"), "DATABASE", database()));
		List<RestoreTable> all = Stream.concat(this.plan.tables().stream(), this.plan.lookups().stream()).toList();
		all.stream()
			.map((table) -> table.table().name().schema())
			.filter(Objects::nonNull)
			.distinct()
			.forEach((schema) -> questions.add(new Question("has_schema_privilege(" + literal(schema.value()),
					this.request.exclusive() ? List.of("USAGE", "CREATE") : List.of("USAGE"), "SCHEMA",
					schema.quoted())));
		for (RestoreTable table : all) {
			boolean written = this.plan.tables().contains(table);
			questions.add(new Question("has_table_privilege(" + table.table().oid(), rights(written), "",
					table.table().name().quoted()));
			if (written) {
				sequences(table.table(), questions);
			}
		}
		ask(questions);
		if (this.request.exclusive() || !this.request.triggers()) {
			owners();
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

	private static void sequences(CatalogTable table, List<Question> questions) {
		for (CatalogColumn column : table.columns()) {
			if (column.sequence() != null) {
				String name = column.sequence().quoted();
				questions.add(new Question("has_sequence_privilege(" + literal(name),
						List.of("SELECT", "USAGE", "UPDATE"), "SEQUENCE", name));
			}
		}
	}

	private void ask(List<Question> questions) throws SQLException {
		String asked = IntStream.range(0, questions.size())
			.mapToObj((number) -> questions.get(number).values(number))
			.collect(Collectors.joining(", "));
		String query = """
				SELECT number, string_agg(wanted, ', ' ORDER BY place)
				FROM (VALUES %s) AS q(number, rights, answers),
					unnest(rights, answers) WITH ORDINALITY AS u(wanted, held, place)
				WHERE NOT held GROUP BY number ORDER BY number""".formatted(asked);
		this.statements.each(query, (row) -> {
			Question question = questions.get(row.getInt(1));
			String key = row.getString(2) + (question.kind().isEmpty() ? " ON" : " ON " + question.kind());
			this.missing.computeIfAbsent(key, (unused) -> new LinkedHashSet<>()).add(question.name());
		});
	}

	private static String literal(String text) {
		return " E'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
	}

	private void owners() throws SQLException {
		String oids = this.plan.tables()
			.stream()
			.map((table) -> Long.toString(table.table().oid()))
			.collect(Collectors.joining(", "));
		this.statements.each("SELECT DISTINCT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c"
				+ " WHERE NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') AND c.oid IN (" + oids + ") ORDER BY 1",
				(row) -> this.owners.add(row.getString(1)));
	}

	/**
	 * What is asked about one object.
	 *
	 * @param call the beginning of a function's call, its last argument being the right
	 * @param rights the rights needed
	 * @param kind the word before the name in GRANT, empty for a table
	 * @param name the name, quoted
	 */
	private record Question(String call, List<String> rights, String kind, String name) {

		/** A row of its number, the rights, and whether the role has each. */
		String values(int number) {
			return "(%d, ARRAY['%s'], ARRAY[%s])".formatted(number, String.join("', '", this.rights),
					this.rights.stream()
						.map((right) -> "pg_catalog." + this.call + ", '" + right + "')")
						.collect(Collectors.joining(", ")));
		}

	}

}
