package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * A right that a statement of a plan needs besides the tables that it works on.
 *
 * @param question query with one parameter whose answer is whether the role has it,
 * {@code NULL} or no row when what it is about does not exist
 * @param name what it is about, quoted
 * @param missing what the statement wants, when the role does not have it
 */
record NeededRight(String question, String name, String missing) {

	private static final String CREATE_IN = "SELECT has_schema_privilege(to_regnamespace(?), 'CREATE')";

	private static final String CREATE_SCHEMA = "SELECT has_database_privilege(current_database(), 'CREATE') FROM (SELECT ?::text) x";

	private static final String EXTENSION = """
			SELECT bool_or(NOT v.superuser OR v.trusted AND has_database_privilege(current_database(), 'CREATE')
			    OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))
			FROM pg_available_extension_versions v WHERE quote_ident(v.name) = replace(?, '"', '')""";

	private static final String MEMBER = "SELECT pg_has_role(r.oid, 'MEMBER') FROM pg_roles r WHERE quote_ident(r.rolname) = ?";

	private static final String REFERENCES = "SELECT has_any_column_privilege(to_regclass(?), 'REFERENCES')";

	private static final String RELATION = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(?)";

	private static final String TYPE = "SELECT pg_has_role(typowner, 'USAGE') FROM pg_type WHERE oid = to_regtype(?)";

	private static final String ROUTINE = """
			SELECT pg_has_role(p.proowner, 'USAGE') FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
			WHERE n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
			  = replace(?, '"', '')""";

	private static final String NAMESPACE = "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE oid = to_regnamespace(?)";

	private static final Set<String> BEFORE_KIND = Set.of("or", "replace", "unlogged", "materialized", "recursive",
			"unique", "constraint", "foreign");

	/** The relation of a view, index, sequence or type by which others know who may. */
	static List<NeededRight> of(FixStatement statement) {
		List<NeededRight> rights = new ArrayList<>();
		String sql = statement.sql();
		List<SqlToken> tokens = SqlScript.tokens(sql);
		int at = 1;
		while (at < tokens.size() && BEFORE_KIND.contains(tokens.get(at).value())) {
			at++;
		}
		if (at + 1 >= tokens.size()) {
			return rights;
		}
		String kind = tokens.get(at).value();
		String first = tokens.get(0).value();
		boolean comment = "comment".equals(first) && at + 2 < tokens.size();
		if (comment) {
			at += "materialized".equals(tokens.get(2).value()) ? 2 : 1;
			kind = tokens.get(at).value();
		}
		int name = at + 1;
		if ("create".equals(first)) {
			create(rights, statement, kind, tokens, name);
		}
		if ("alter".equals(first) || "drop".equals(first) || comment || sql.startsWith("CREATE OR REPLACE ")) {
			owner(rights, kind, tokens, sql, name);
		}
		int to = sql.lastIndexOf(" OWNER TO ");
		if (to > 0 && "alter".equals(first)) {
			rights.add(new NeededRight(MEMBER, sql.substring(to + " OWNER TO ".length()),
					"gives an object back, and the role is no member of"));
		}
		if (sql.contains(" FOREIGN KEY ") && sql.contains(" REFERENCES ")) {
			statement.tables()
				.stream()
				.filter((table) -> !ownedTables(statement).contains(table))
				.forEach((table) -> rights
					.add(new NeededRight(REFERENCES, table.quoted(), "needs REFERENCES on the columns of")));
		}
		return rights;
	}

	private static void create(List<NeededRight> rights, FixStatement statement, String kind, List<SqlToken> tokens,
			int name) {
		switch (kind) {
			case "table", "view", "sequence", "function", "procedure", "aggregate", "type", "domain", "statistics",
					"collation", "operator" -> {
				QualifiedName object = name(tokens, name);
				if (object != null && object.schema() != null) {
					rights.add(createIn(object));
				}
			}
			case "index" -> statement.tables()
				.stream()
				.filter((table) -> table.schema() != null)
				.forEach((table) -> rights.add(createIn(table)));
			case "schema" -> rights.add(
					new NeededRight(CREATE_SCHEMA, tokens.get(name).text(), "needs CREATE on the database for schema"));
			case "extension" -> rights
				.add(new NeededRight(EXTENSION, tokens.get(name).text(), "needs a superuser to create extension"));
			default -> {
			}
		}
	}

	private static NeededRight createIn(QualifiedName object) {
		return new NeededRight(CREATE_IN, String.valueOf(object.schema() != null ? object.schema().quoted() : ""),
				"needs CREATE on schema");
	}

	private static void owner(List<NeededRight> rights, String kind, List<SqlToken> tokens, String sql, int at) {
		QualifiedName name = name(tokens, at);
		if (name == null) {
			return;
		}
		String missing = "needs the owner of " + kind;
		switch (kind) {
			case "table", "view", "index", "sequence" -> rights.add(new NeededRight(RELATION, name.quoted(), missing));
			case "type", "domain" -> rights.add(new NeededRight(TYPE, name.quoted(), missing));
			case "schema" -> rights.add(new NeededRight(NAMESPACE, name.quoted(), missing));
			case "function", "procedure", "aggregate" -> {
				int open = at + ((name.schema() != null) ? 3 : 1);
				int close = open;
				int depth = 0;
				do {
					depth += tokens.get(close).is("(") ? 1 : tokens.get(close).is(")") ? -1 : 0;
					close++;
				}
				while (depth > 0 && close < tokens.size());
				String arguments = sql.substring(tokens.get(open).start(), tokens.get(close - 1).end());
				if (arguments.startsWith("(") && !sql.startsWith("CREATE")) {
					rights.add(new NeededRight(ROUTINE, name.quoted() + arguments, missing));
				}
			}
			default -> {
			}
		}
	}

	private static @Nullable QualifiedName name(List<SqlToken> tokens, int at) {
		int first = at;
		while (first < tokens.size() && tokens.get(first).isWord("if", "exists", "not", "only")) {
			first++;
		}
		if (first >= tokens.size() || !tokens.get(first).isIdentifier()) {
			return null;
		}
		boolean qualified = first + 2 < tokens.size() && tokens.get(first + 1).is(".")
				&& tokens.get(first + 2).isIdentifier();
		return qualified ? QualifiedName.of(tokens.get(first).value(), tokens.get(first + 2).value())
				: QualifiedName.of(tokens.get(first).value());
	}

	/** Those that are only referred to by a foreign key may be another's. */
	static Set<QualifiedName> ownedTables(FixStatement statement) {
		String sql = statement.sql();
		boolean alter = sql.startsWith("ALTER TABLE ") && !sql.contains(" PARTITION ") && !sql.contains(" INHERIT ");
		if (!alter) {
			return statement.tables();
		}
		List<SqlToken> tokens = SqlScript.tokens(sql);
		QualifiedName table = name(tokens, 2);
		return (table != null && statement.tables().contains(table)) ? Set.of(table) : statement.tables();
	}

}
