package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads scripts in scratch schemas of the live database, inside a transaction that its
 * caller rolls back. Every qualified name is rewritten beforehand, the search path leads
 * only into the scratch schemas and those of extensions, and nothing that was created may
 * in the end depend on a live object.
 */
final class TransactionScript {

	private static final int MAX_TABLES = 500;

	private static final int LOCKS_FOR_A_TABLE = 6;

	private static final Duration LOCK_TIMEOUT = Duration.ofMillis(100);

	private static final String PUBLIC = "public";

	/** Objects whose names are not found by a search path. */
	private static final Set<String> NAMELESS = Set.of("extension", "schema", "trigger", "policy", "rule");

	private final Connection connection;

	private final String address;

	private final ScratchServer server;

	private final List<SqlStatement> statements;

	private final List<SkippedStatement> skipped;

	private final LiveNames live;

	private final ScratchNames names;

	private final Set<String> created = new TreeSet<>();

	private final Set<String> declared = new HashSet<>();

	private final Map<String, String> extensions = new HashMap<>();

	private final StatementRunner runner;

	private final LiveReferences references;

	private List<String> liveSchemasOnPath = List.of();

	TransactionScript(Connection connection, String address, ScratchServer server, ScriptPlan plan)
			throws SQLException {
		this.connection = connection;
		this.address = address;
		this.server = server;
		this.statements = plan.run();
		this.skipped = new ArrayList<>(plan.skipped());
		checkServer();
		checkSize();
		this.live = LiveNames.read(connection);
		this.created.add(PUBLIC);
		if (server.currentSchema() != null) {
			this.created.add(server.currentSchema());
		}
		SortedSet<String> schemas = new TreeSet<>(this.live.schemas());
		schemas.addAll(this.created);
		for (SqlStatement statement : this.statements) {
			CreateSchema createSchema = CreateSchema.of(statement);
			if (createSchema != null) {
				this.declared.add(createSchema.name());
			}
		}
		schemas.addAll(this.declared);
		this.names = new ScratchNames(schemas, quoted(schemas));
		this.runner = new StatementRunner(connection, this.names::real);
		this.references = new LiveReferences(connection, this.names, this.live);
	}

	private void checkServer() {
		if (!this.server.createsSchemas()) {
			throw ScratchRefusedException.mayNotCreateSchema(this.address, this.server.role());
		}
		if (!this.server.eventTriggers().isEmpty()) {
			throw ScratchRefusedException.transaction(this.address,
					"its event triggers (%s) would fire".formatted(String.join(", ", this.server.eventTriggers())));
		}
	}

	private void checkSize() {
		long tables = this.statements.stream()
			.map(StatementTarget::of)
			.filter((target) -> target != null && target.type().equals("table"))
			.count();
		if (tables > MAX_TABLES) {
			throw ScratchRefusedException.transaction(this.address,
					"the script has %d statements on tables, more than %d".formatted(tables, MAX_TABLES));
		}
		long locks = tables * LOCKS_FOR_A_TABLE + this.statements.size();
		if (locks > this.server.lockCapacity() / 2) {
			throw ScratchRefusedException.transaction(this.address,
					"it might take %d locks, more than half of what the server has room for".formatted(locks));
		}
	}

	private Map<String, String> quoted(Set<String> schemas) throws SQLException {
		Map<String, String> quoted = new HashMap<>();
		try (PreparedStatement query = this.connection
			.prepareStatement("SELECT name, quote_ident(name) FROM unnest(?::text[]) AS name")) {
			query.setArray(1, this.connection.createArrayOf("text", schemas.toArray()));
			try (ResultSet rows = query.executeQuery()) {
				while (rows.next()) {
					quoted.put(rows.getString(1), rows.getString(2));
				}
			}
		}
		return quoted;
	}

	LoadedSchema load(Duration statementTimeout) throws SQLException {
		List<Step> steps = rewrite();
		this.runner.literally(() -> {
			prepare(statementTimeout);
			for (Step step : steps) {
				run(step.statement(), step.sql());
			}
			return true;
		});
		this.references.verify();
		return new LoadedSchema(read(), this.skipped, ScratchMode.TRANSACTION);
	}

	/** All statements before the first is run, so that a refusal finds nothing done. */
	private List<Step> rewrite() {
		Set<String> defined = new HashSet<>();
		for (SqlStatement statement : this.statements) {
			StatementTarget target = StatementTarget.of(statement);
			if (target != null && statement.token(0).isWord("create") && !NAMELESS.contains(target.type())) {
				defined.add(target.ownName().value());
			}
		}
		List<Step> steps = new ArrayList<>();
		for (SqlStatement statement : this.statements) {
			if (statement.startsWith("create", "extension")) {
				addExtension(statement);
			}
			else {
				steps.add(new Step(statement, new NameRewriter(this.names, this.live, defined, statement).rewrite()));
			}
		}
		return steps;
	}

	private void addExtension(SqlStatement statement) {
		int at = statement.hasWords(2, "if", "not", "exists") ? 5 : 2;
		String name = statement.token(at).value();
		String schema = this.server.extensions().get(name);
		if (schema == null) {
			throw refused(statement, "the extension is not installed in the live database");
		}
		for (int i = at + 1; i < statement.tokens().size(); i++) {
			SqlToken value = statement.token(i + 1);
			if (statement.token(i).isWord("schema") && !value.value().equals(schema)) {
				throw refused(statement, "the live database has the extension in schema '%s'".formatted(schema));
			}
			if (statement.token(i).isWord("version", "cascade")) {
				throw refused(statement, "it might install what the live database does not have");
			}
		}
		this.extensions.put(name, schema);
	}

	private void prepare(Duration statementTimeout) throws SQLException {
		this.runner.execute("SET LOCAL lock_timeout = " + LOCK_TIMEOUT.toMillis());
		this.runner.execute("SET LOCAL statement_timeout = " + statementTimeout.toMillis());
		this.runner.execute("SET LOCAL client_min_messages = error");
		this.runner.execute("SET LOCAL check_function_bodies = off");
		for (String schema : this.created) {
			this.runner.execute("CREATE SCHEMA " + this.names.scratch(schema));
		}
		setPath(defaultPath(), null);
	}

	private List<String> defaultPath() {
		return SearchPathSetting.parse(this.server.searchPath());
	}

	private void run(SqlStatement statement, Rewriting sql) throws SQLException {
		SearchPathSetting path = SearchPathSetting.of(statement);
		if (path != null) {
			setPath((path.schemas() != null) ? path.schemas() : defaultPath(), statement);
			return;
		}
		if (this.runner.isUnknownSetting(statement)) {
			this.skipped.add(new SkippedStatement(statement.position(), statement.excerpt(),
					"this server does not have the setting"));
			return;
		}
		CreateSchema createSchema = CreateSchema.of(statement);
		if (createSchema != null && !createSchema.ifNotExists() && this.created.remove(createSchema.name())) {
			this.runner.execute("DROP SCHEMA " + this.names.scratch(createSchema.name()));
		}
		this.references.check(statement, this.liveSchemasOnPath);
		this.runner.run(statement, sql);
	}

	private void setPath(List<String> schemas, @Nullable SqlStatement statement) throws SQLException {
		List<String> path = new ArrayList<>();
		List<String> liveSchemas = new ArrayList<>();
		for (String element : schemas) {
			String schema = element.equals("$user") ? this.server.role() : element;
			boolean ours = this.created.contains(schema) || this.declared.contains(schema);
			if (ours) {
				path.add(Objects.requireNonNull(this.names.scratch(schema)));
			}
			if (schema.startsWith("pg_temp")) {
				throw refusedPath(statement, "a temporary object cannot be told from those of the check");
			}
			if (isNeeded(schema)) {
				if (path.isEmpty()) {
					throw refusedPath(statement,
							"new objects would be created in the live schema '%s'".formatted(schema));
				}
				path.add(new Identifier(schema).quoted());
				liveSchemas.add(schema);
			}
			if (schema.equals("pg_catalog")) {
				path.add(schema);
			}
		}
		this.runner.execute("SET LOCAL search_path = " + (path.isEmpty() ? "''" : String.join(", ", path)));
		this.liveSchemasOnPath = liveSchemas;
	}

	/** A schema of extensions alone does no harm; another is used only if it has to. */
	private boolean isNeeded(String schema) {
		Set<String> members = this.live.members().getOrDefault(schema, Set.of());
		if (members.isEmpty()) {
			return false;
		}
		return this.live.relations().getOrDefault(schema, Set.of()).isEmpty() || this.extensions.containsValue(schema)
				|| this.statements.stream()
					.flatMap((statement) -> statement.tokens().stream())
					.anyMatch((token) -> token.isIdentifier() && members.contains(token.value()));
	}

	private RuntimeException refusedPath(@Nullable SqlStatement statement, String reason) {
		return (statement != null) ? refused(statement, reason)
				: ScratchRefusedException.transaction(this.address, reason);
	}

	private static RefusedStatementException refused(SqlStatement statement, String reason) {
		return new RefusedStatementException(statement, reason, "a scratch transaction");
	}

	private DatabaseSchema read() throws SQLException {
		Set<String> schemas = new TreeSet<>();
		Stream.concat(this.created.stream(), this.declared.stream())
			.forEach((schema) -> schemas.add(Objects.requireNonNull(this.names.scratch(schema))));
		DatabaseSchema all = new SchemaIntrospector(LOCK_TIMEOUT)
			.introspect(this.connection, IntrospectionOptions.schemas(schemas))
			.schema();
		return new ModelNames(this.names::real).apply(ours(all));
	}

	/** Objects without a schema are the live database's, but for the named extensions. */
	private DatabaseSchema ours(DatabaseSchema all) {
		SortedMap<ObjectReference, SchemaObject> objects = new TreeMap<>(all.objects());
		objects.values().removeIf((object) -> !isOurs(object));
		SortedMap<ObjectReference, List<ObjectReference>> dependencies = new TreeMap<>();
		all.dependencies().forEach((object, needed) -> {
			List<ObjectReference> ours = needed.stream()
				.filter((reference) -> reference.kind() != ObjectKind.EXTENSION || objects.containsKey(reference))
				.toList();
			if (isOurs(object.name()) && !ours.isEmpty()) {
				dependencies.put(object, ours);
			}
		});
		return new DatabaseSchema(all.serverVersion(), objects, dependencies);
	}

	private boolean isOurs(SchemaObject object) {
		return (object.kind() == ObjectKind.EXTENSION) ? this.extensions.containsKey(object.name().name().value())
				: isOurs(object.name());
	}

	private boolean isOurs(QualifiedName name) {
		return name.toString().contains(this.names.prefix());
	}

	private record Step(SqlStatement statement, Rewriting sql) {

	}

}
