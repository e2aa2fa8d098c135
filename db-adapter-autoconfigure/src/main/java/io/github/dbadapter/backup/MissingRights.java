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
 * Finds out, after the server has refused an operation and its transaction is rolled
 * back, which rights the role would need for all of it. Before that it would only be a
 * guess: rights may be held by columns.
 */
final class MissingRights {

	private final Statements statements;

	private final String failed;

	private final String database;

	private final String role;

	private final List<Question> questions = new ArrayList<>();

	/**
	 * Begins with what everything that stages rows needs.
	 * @param statements the connection of the role
	 * @param failed what was being done, as in "Could not restore"
	 */
	MissingRights(Statements statements, String failed) throws SQLException {
		this.statements = statements;
		this.failed = failed;
		String[] session = new String[2];
		statements.each("SELECT current_database(), current_user", (row) -> {
			session[0] = row.getString(1);
			session[1] = row.getString(2);
		});
		this.database = new Identifier(session[0]).quoted();
		this.role = session[1];
		this.questions.add(new Question(
				"has_database_privilege((SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())",
				List.of("TEMPORARY"), "DATABASE", this.database));
	}

	void schemas(Stream<CatalogTable> tables, List<String> needed) {
		tables.map((table) -> table.name().schema())
			.filter(Objects::nonNull)
			.distinct()
			.forEach((schema) -> this.questions.add(new Question("has_schema_privilege(" + literal(schema.value()),
					needed, "SCHEMA", schema.quoted())));
	}

	void table(CatalogTable table, List<String> needed) {
		this.questions.add(new Question("has_table_privilege(" + table.oid(), needed, "", table.name().quoted()));
	}

	/** Keys are taken from sequences, which go on above them in the end. */
	void sequences(CatalogTable table) {
		for (CatalogColumn column : table.columns()) {
			if (column.sequence() != null) {
				String name = column.sequence().quoted();
				this.questions.add(new Question("has_sequence_privilege(" + literal(name),
						List.of("SELECT", "USAGE", "UPDATE"), "SEQUENCE", name));
			}
		}
	}

	/**
	 * Tells the rights that are missing and the GRANT of each, or where none is, what the
	 * server said.
	 * @param failure the server's refusal
	 * @param otherwise the next step if no right is found missing
	 */
	NotPermittedException instead(SQLException failure, Otherwise otherwise) throws SQLException {
		Map<String, Set<String>> missing = ask();
		String found = missing.isEmpty()
				? "%s (role '%s'). Nothing has been changed. %s".formatted(Statements.describe(failure), this.role,
						otherwise.nextStep())
				: "role '%s' lacks %s. Nothing has been changed. The owner's next step: %s".formatted(this.role,
						told(missing), grants(missing));
		return new NotPermittedException(this.failed, found, failure.getSQLState(), failure);
	}

	private static String told(Map<String, Set<String>> missing) {
		return missing.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + String.join(", ", entry.getValue()).replace("\"", ""))
			.collect(Collectors.joining(", "));
	}

	private String grants(Map<String, Set<String>> missing) {
		return missing.entrySet()
			.stream()
			.map((entry) -> "GRANT %s %s TO %s;".formatted(entry.getKey(), String.join(", ", entry.getValue()),
					new Identifier(this.role).quoted()))
			.collect(Collectors.joining(" "));
	}

	/** Names by the right that is missing, each ready for GRANT. */
	private Map<String, Set<String>> ask() throws SQLException {
		String asked = IntStream.range(0, this.questions.size())
			.mapToObj((number) -> this.questions.get(number).values(number))
			.collect(Collectors.joining(", "));
		String query = """
				SELECT number, string_agg(wanted, ', ' ORDER BY place)
				FROM (VALUES %s) AS q(number, rights, answers),
					unnest(rights, answers) WITH ORDINALITY AS u(wanted, held, place)
				WHERE NOT held GROUP BY number ORDER BY number""".formatted(asked);
		Map<String, Set<String>> missing = new LinkedHashMap<>();
		this.statements.each(query, (row) -> {
			Question question = this.questions.get(row.getInt(1));
			String key = row.getString(2) + (question.kind().isEmpty() ? " ON" : " ON " + question.kind());
			missing.computeIfAbsent(key, (unused) -> new LinkedHashSet<>()).add(question.name());
		});
		return missing;
	}

	private static String literal(String text) {
		return " E'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
	}

	/**
	 * Says what to do if no right is found missing.
	 */
	interface Otherwise {

		Otherwise ASK = () -> "Have the right granted, or use the tables' owner";

		String nextStep() throws SQLException;

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
