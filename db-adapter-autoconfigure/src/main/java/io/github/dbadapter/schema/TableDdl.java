package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Writes tables: columns, and those constraints that need nothing but the table itself.
 * Foreign keys, indexes, triggers and so on are statements of their own.
 *
 * @since 0.1.0
 */
public final class TableDdl {

	private TableDdl() {
	}

	/**
	 * Returns the beginning of an {@code ALTER TABLE} that leaves children alone.
	 * @param table the table
	 * @return for example {@code ALTER TABLE ONLY "public"."t"}
	 */
	public static String alter(Table table) {
		return "ALTER " + (table.foreign() != null ? "FOREIGN " : "") + "TABLE ONLY " + table.name().quoted();
	}

	/**
	 * Whether {@link #create} writes a constraint. The rest is added by
	 * {@link ConstraintDdl#add}.
	 * @param table the table
	 * @param constraint one of its constraints
	 * @return whether it is within {@code CREATE TABLE}
	 */
	public static boolean isInline(Table table, Constraint constraint) {
		return switch (constraint.type()) {
			case FOREIGN_KEY -> false;
			case CHECK -> constraint.validated() && isWritten(table, constraint);
			default -> table.partition() == null && table.partitionKey() == null;
		};
	}

	/** What is inherited is written for a partition, because attaching it asks for it. */
	static boolean isWritten(Table table, Constraint constraint) {
		return constraint.type() != Constraint.Type.CHECK || constraint.local() || table.partition() != null;
	}

	/**
	 * Writes a table by itself: not yet attached to the table that it is a partition of.
	 * @param table the table
	 * @param deferred columns and constraints whose expression is left out because what
	 * it calls needs the table first
	 * @return the statement
	 */
	public static String create(Table table, Set<ObjectReference> deferred) {
		List<String> elements = new ArrayList<>();
		for (Column column : table.columns()) {
			boolean withDefault = !deferred.contains(part(table, ObjectKind.COLUMN, column.name()));
			if (table.ofType() != null) {
				String constraints = ColumnDdl.constraints(table, column, withDefault);
				if (!constraints.isEmpty()) {
					elements.add(DdlText.quoted(column.name()) + " WITH OPTIONS" + constraints);
				}
			}
			else if (column.local() || table.partition() != null) {
				elements.add(ColumnDdl.define(table, column, withDefault));
			}
		}
		for (Constraint constraint : table.constraints()) {
			if (isInline(table, constraint)
					&& !deferred.contains(part(table, ObjectKind.CONSTRAINT, constraint.name()))) {
				elements.add(ConstraintDdl.define(constraint));
			}
		}
		return head(table) + list(table, elements) + tail(table);
	}

	static ObjectReference part(Table table, ObjectKind kind, String name) {
		return new ObjectReference(kind, table.name(), name);
	}

	private static String head(Table table) {
		return "CREATE " + (table.unlogged() ? "UNLOGGED " : "") + ((table.foreign() != null) ? "FOREIGN " : "")
				+ "TABLE " + table.name().quoted() + ((table.ofType() != null) ? " OF " + table.ofType() : "");
	}

	private static String list(Table table, List<String> elements) {
		if (elements.isEmpty()) {
			return (table.ofType() != null) ? "" : " (\n)";
		}
		return " (\n    " + String.join(",\n    ", elements) + "\n)";
	}

	private static String tail(Table table) {
		StringBuilder text = new StringBuilder();
		if (!table.inherits().isEmpty()) {
			text.append("\nINHERITS (")
				.append(table.inherits().stream().map(QualifiedName::quoted).collect(Collectors.joining(", ")))
				.append(")");
		}
		if (table.partitionKey() != null) {
			text.append("\nPARTITION BY ").append(table.partitionKey());
		}
		if (table.foreign() != null) {
			text.append("\nSERVER ").append(table.foreign().server());
			if (!table.foreign().options().isEmpty()) {
				text.append("\nOPTIONS ").append(DdlText.foreignOptions(table.foreign().options()));
			}
		}
		if (table.accessMethod() != null) {
			text.append("\nUSING ").append(DdlText.quoted(table.accessMethod()));
		}
		if (!table.options().isEmpty()) {
			text.append("\nWITH ").append(DdlText.parameters(table.options()));
		}
		if (table.tablespace() != null) {
			text.append("\nTABLESPACE ").append(DdlText.quoted(table.tablespace()));
		}
		return text.toString();
	}

	/**
	 * Writes what {@code CREATE TABLE} cannot say and needs no other object: row-level
	 * security, settings of columns, what differs from an inherited column, comments.
	 * @param table the table
	 * @param tables finds the parents by name
	 * @return the statements, often none
	 */
	public static List<String> complete(Table table, Function<QualifiedName, @Nullable Table> tables) {
		List<String> statements = new ArrayList<>();
		for (Column column : table.columns()) {
			if (!column.local() && table.partition() == null) {
				statements.addAll(overrides(table, column, tables));
			}
			else if (takesDefault(table, column, tables)) {
				statements.add(alter(table) + " ALTER COLUMN " + DdlText.quoted(column.name()) + " DROP DEFAULT");
			}
		}
		if (table.rowSecurity()) {
			statements.add("ALTER TABLE " + table.name().quoted() + " ENABLE ROW LEVEL SECURITY");
		}
		if (table.forceRowSecurity()) {
			statements.add(alter(table) + " FORCE ROW LEVEL SECURITY");
		}
		if (table.replicaIdentity().equals("FULL") || table.replicaIdentity().equals("NOTHING")) {
			statements.add(alter(table) + " REPLICA IDENTITY " + table.replicaIdentity());
		}
		statements.addAll(CommentDdl.of(table));
		for (Column column : table.columns()) {
			statements.addAll(ColumnDdl.complete(table, column));
		}
		return statements;
	}

	/** A column that is declared without a default takes over that of a parent's. */
	private static boolean takesDefault(Table table, Column column, Function<QualifiedName, @Nullable Table> tables) {
		return column.defaultExpression() == null && column.generated() == null && column.identity() == null
				&& inherited(table, column, tables).stream().anyMatch((parent) -> parent.defaultExpression() != null);
	}

	private static List<Column> inherited(Table table, Column column, Function<QualifiedName, @Nullable Table> tables) {
		return table.inherits()
			.stream()
			.map(tables)
			.filter(Objects::nonNull)
			.map((parent) -> Objects.requireNonNull(parent).column(column.name()))
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
	}

	private static List<String> overrides(Table table, Column column, Function<QualifiedName, @Nullable Table> tables) {
		List<Column> inherited = inherited(table, column, tables);
		List<String> statements = new ArrayList<>(0);
		String alter = alter(table) + " ALTER COLUMN " + DdlText.quoted(column.name());
		boolean sameDefault = !inherited.isEmpty() && inherited.stream()
			.allMatch((parent) -> Objects.equals(parent.defaultExpression(), column.defaultExpression()));
		if (!sameDefault) {
			statements.add(alter + ((column.defaultExpression() != null) ? " SET DEFAULT " + column.defaultExpression()
					: " DROP DEFAULT"));
		}
		Column.NotNull notNull = column.notNullConstraint();
		if (notNull != null && notNull.local() && notNull.name() != null && notNull.validated()) {
			statements.add(alter(table) + " ADD CONSTRAINT " + DdlText.quoted(notNull.name()) + " NOT NULL "
					+ DdlText.quoted(column.name()));
		}
		else if (column.notNull()
				&& (notNull != null && notNull.local() || inherited.stream().noneMatch(Column::notNull))) {
			statements.add(alter + " SET NOT NULL");
		}
		if (column.compression() != null) {
			statements.add(alter + " SET COMPRESSION " + column.compression());
		}
		return statements;
	}

	/**
	 * Writes {@code ATTACH PARTITION}.
	 * @param table a partition
	 * @return the statement
	 */
	public static String attach(Table table) {
		Table.Partition partition = Objects.requireNonNull(table.partition());
		return "ALTER TABLE ONLY " + partition.parent().quoted() + " ATTACH PARTITION " + table.name().quoted() + " "
				+ partition.bound();
	}

}
