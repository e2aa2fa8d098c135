package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.EnumType;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into every table that takes one, such as satisfy its constraints and, as far
 * as can be seen, those of the schema it will become.
 */
final class RowGenerator {

	private static final int ROWS = 3;

	private static final int ATTEMPTS = 40;

	private final Connection connection;

	private final DatabaseSchema schema;

	private final DatabaseSchema other;

	private int counter;

	RowGenerator(Connection connection, DatabaseSchema schema, DatabaseSchema other) {
		this.connection = connection;
		this.schema = schema;
		this.other = other;
	}

	/** Returns the tables that took no row. */
	List<QualifiedName> fill() throws SQLException {
		this.connection.setAutoCommit(false);
		execute("SET LOCAL session_replication_role = replica");
		List<QualifiedName> empty = new ArrayList<>();
		for (Table table : parentsFirst()) {
			if (table.partition() == null && table.foreign() == null && fill(table) == 0) {
				empty.add(table.name());
			}
		}
		this.connection.commit();
		this.connection.setAutoCommit(true);
		return empty;
	}

	private List<Table> parentsFirst() {
		Set<Table> ordered = new LinkedHashSet<>();
		List<Table> tables = this.schema.objects(Table.class).toList();
		for (boolean circles : List.of(false, true)) {
			for (int round = 0; round <= tables.size(); round++) {
				for (Table table : tables) {
					boolean ready = table.constraints()
						.stream()
						.filter((constraint) -> constraint.references() != null
								&& !(circles && canBeNull(table, constraint)))
						.map(Constraint::references)
						.allMatch((target) -> table.name().equals(target)
								|| ordered.stream().anyMatch((done) -> done.name().equals(target)));
					if (ready) {
						ordered.add(table);
					}
				}
			}
		}
		ordered.addAll(tables);
		return List.copyOf(ordered);
	}

	/** A circle of references begins where one may be missing. */
	private static boolean canBeNull(Table table, Constraint constraint) {
		return constraint.columns()
			.stream()
			.map(table::column)
			.anyMatch((column) -> column != null && !column.notNull());
	}

	private int fill(Table table) throws SQLException {
		int rows = 0;
		List<String> literals = literals(table);
		for (int attempt = 0; attempt < ATTEMPTS && rows < ROWS; attempt++) {
			this.counter++;
			Savepoint savepoint = this.connection.setSavepoint();
			try {
				execute(insert(table, literals, attempt));
				rows++;
				this.connection.releaseSavepoint(savepoint);
			}
			catch (SQLException ex) {
				this.connection.rollback(savepoint);
			}
		}
		return rows;
	}

	private String insert(Table table, List<String> literals, int attempt) throws SQLException {
		List<String> names = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (Column column : table.columns()) {
			boolean made = column.generated() != null || column.identity() != null
					|| (column.defaultExpression() != null && column.defaultExpression().startsWith("nextval"));
			if (!made) {
				names.add(new Identifier(column.name()).quoted());
				values.add(value(table, column, literals, attempt + names.size() * (attempt / 7)));
			}
		}
		return names.isEmpty() ? "INSERT INTO %s DEFAULT VALUES".formatted(table.name().quoted())
				: "INSERT INTO %s (%s) VALUES (%s)".formatted(table.name().quoted(), String.join(", ", names),
						String.join(", ", values));
	}

	private String value(Table table, Column column, List<String> literals, int pick) throws SQLException {
		String parent = fromParent(table, column);
		if (parent != null) {
			return parent;
		}
		List<String> candidates = new ArrayList<>();
		candidates.add(typical(column.type()));
		candidates.addAll(literals);
		return candidates.get(pick % candidates.size());
	}

	private @Nullable String fromParent(Table table, Column column) throws SQLException {
		for (DatabaseSchema either : List.of(this.schema, this.other)) {
			Table known = either.table(table.name());
			for (Constraint constraint : (known != null) ? known.constraints() : List.<Constraint>of()) {
				int at = constraint.columns().indexOf(column.name());
				QualifiedName target = constraint.references();
				Table parent = (target != null) ? this.schema.table(target) : null;
				if (at < 0 || target == null || parent == null
						|| parent.column(constraint.referencedColumns().get(at)) == null) {
					continue;
				}
				String value = one(
						"SELECT quote_nullable(%s::text) FROM %s ORDER BY 1 OFFSET %d %% greatest((SELECT count(*) FROM %s), 1) LIMIT 1"
							.formatted(new Identifier(constraint.referencedColumns().get(at)).quoted(), target.quoted(),
									this.counter, target.quoted()));
				return (value != null) ? value + "::" + column.type()
						: column.notNull() ? typical(column.type()) : "NULL";
			}
		}
		return null;
	}

	/** What checks and bounds compare with are values they like. */
	private List<String> literals(Table table) {
		Set<String> literals = new LinkedHashSet<>();
		for (DatabaseSchema either : List.of(this.other, this.schema)) {
			Table known = either.table(table.name());
			if (known != null) {
				known.constraints().forEach((constraint) -> literals(constraint.definition(), literals));
			}
			either.objects(Table.class)
				.filter((child) -> child.partition() != null && child.partition().parent().equals(table.name()))
				.forEach((child) -> literals(Objects.requireNonNull(child.partition()).bound(), literals));
			either.objects(DomainType.class)
				.forEach((domain) -> domain.checks().forEach((check) -> literals(check.definition(), literals)));
		}
		literals.add("'someone@example.com'");
		literals.add("'2025-01-01'");
		literals.add("NULL");
		return List.copyOf(literals);
	}

	private static void literals(String text, Set<String> literals) {
		for (SqlToken token : SqlScript.tokens(text)) {
			if (token.kind() == SqlToken.Kind.STRING || token.kind() == SqlToken.Kind.NUMBER) {
				literals.add(token.text());
			}
		}
	}

	private String typical(String type) {
		TypeName name = TypeName.parse(type);
		if (name.array()) {
			return "'{}'";
		}
		EnumType labels = labels(this.schema, type);
		if (labels != null) {
			EnumType others = labels(this.other, type);
			List<String> common = new ArrayList<>(labels.labels());
			if (others != null) {
				common.retainAll(others.labels());
			}
			return common.isEmpty() ? "NULL" : "'" + common.get(this.counter % common.size()).replace("'", "''") + "'";
		}
		DomainType domain = this.schema.objects(DomainType.class)
			.filter((one) -> one.name().toString().equals(type))
			.findFirst()
			.orElse(null);
		if (domain != null) {
			return typical(domain.baseType());
		}
		return switch (name.base()) {
			case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> String.valueOf(this.counter);
			case "text", "character varying", "character" ->
				"left('v%d', %d)".formatted(this.counter, name.modifiers().isEmpty() ? 20 : name.modifiers().get(0));
			case "boolean" -> (this.counter % 2 == 0) ? "true" : "false";
			case "uuid" -> "md5('%d')::uuid".formatted(this.counter);
			case "json", "jsonb" -> "'{\"k\": %d}'".formatted(this.counter);
			case "date" -> "date '2025-01-01' + " + this.counter;
			case "timestamp without time zone", "timestamp with time zone" ->
				"timestamp '2025-01-01 10:00' + interval '%d day'".formatted(this.counter);
			case "time without time zone" -> "'10:00:0%d'".formatted(this.counter % 10);
			case "interval" -> "'%d hours'".formatted(this.counter);
			case "bytea" -> "'\\x0%d'".formatted(this.counter % 10);
			case "inet" -> "'10.0.0.%d'".formatted(this.counter % 250);
			case "int4range", "int8range", "numrange" -> "'[%d,%d)'".formatted(this.counter, this.counter + 1);
			case "tsrange", "tstzrange", "daterange" ->
				"'[2025-01-01,2025-01-02)'".replace("2025", String.valueOf(2025 + this.counter));
			default -> "NULL";
		};
	}

	private static @Nullable EnumType labels(DatabaseSchema schema, String type) {
		return schema.objects(EnumType.class)
			.filter((one) -> one.name().toString().equals(type))
			.findFirst()
			.orElse(null);
	}

	private @Nullable String one(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			return rows.next() ? rows.getString(1) : null;
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
