package io.github.dbadapter.schema.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Constraint.Type;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Generated;
import io.github.dbadapter.schema.Identity;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.Policy;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.Trigger;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Builds models of tables for tests without a database.
 */
public final class TableFixture {

	private final QualifiedName name;

	private final List<Column> columns = new ArrayList<>();

	private final List<Constraint> constraints = new ArrayList<>();

	private final List<Index> indexes = new ArrayList<>();

	private final List<Trigger> triggers = new ArrayList<>();

	private final List<Policy> policies = new ArrayList<>();

	private Table.@Nullable Partition partition;

	private @Nullable String comment;

	private TableFixture(QualifiedName name) {
		this.name = name;
	}

	public static TableFixture table(String name) {
		return new TableFixture(QualifiedName.parse(name));
	}

	public static DatabaseSchema schema(SchemaObject... objects) {
		return DatabaseSchema.of(170000, Stream.of(objects), Map.of());
	}

	public static DatabaseSchema schema(TableFixture... tables) {
		return DatabaseSchema.of(170000, Stream.of(tables).map(TableFixture::build), Map.of());
	}

	public static Column column(String name, String type, boolean notNull, @Nullable String defaultExpression) {
		return column(name, type, notNull, defaultExpression, null, null, true);
	}

	public static Column column(String name, String type, boolean notNull, @Nullable String defaultExpression,
			@Nullable Identity identity, @Nullable Generated generated, boolean local) {
		return new Column(name, type, null, notNull, null, defaultExpression, identity, generated, local, null, null,
				Map.of(), Map.of(), null);
	}

	public TableFixture column(String name, String type) {
		return column(column(name, type, false, null));
	}

	public TableFixture column(Column column) {
		this.columns.add(column);
		return this;
	}

	public TableFixture constraint(Type type, String name, String definition, String... on) {
		this.constraints.add(new Constraint(name, type, definition, List.of(on), null, List.of(), true, true, false,
				null, Map.of(), null, null, null));
		return this;
	}

	public TableFixture index(String name, boolean unique, String definition) {
		this.indexes.add(new Index(name, unique, definition, List.of(), definition.contains("("), true, false, null,
				Map.of(), null, null));
		return this;
	}

	public TableFixture trigger(String name, String definition) {
		this.triggers.add(new Trigger(name, definition, Trigger.Firing.ORIGIN, false, null));
		return this;
	}

	public TableFixture policy(String name, String command) {
		this.policies.add(new Policy(name, true, command, List.of("PUBLIC"), "true", null, null));
		return this;
	}

	public TableFixture partitionOf(String parent) {
		this.partition = new Table.Partition(QualifiedName.parse(parent), "DEFAULT");
		return this;
	}

	public TableFixture comment(String comment) {
		this.comment = comment;
		return this;
	}

	public Table build() {
		return new Table(this.name, this.columns, this.constraints, this.indexes, this.triggers, this.policies,
				List.of(), List.of(), null, this.partition, List.of(), null, false, false, false, "DEFAULT", null, null,
				Map.of(), null, this.comment);
	}

}
