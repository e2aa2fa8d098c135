package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.dbadapter.schema.DdlGraph.Node;
import io.github.dbadapter.schema.DdlGraph.Stage;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Puts a table or view and its parts into the graph.
 */
final class DdlTableNodes {

	private final DdlGraph graph;

	private final DatabaseSchema schema;

	private final Set<ObjectReference> deferred;

	DdlTableNodes(DdlGraph graph, DatabaseSchema schema, Set<ObjectReference> deferred) {
		this.graph = graph;
		this.schema = schema;
		this.deferred = deferred;
	}

	void add(Table table) {
		Node node = this.graph.add(Stage.TABLE, table.reference(), () -> statements(table));
		this.graph.register(table.reference(), node);
		table.columns()
			.forEach((column) -> this.graph.register(TableDdl.part(table, ObjectKind.COLUMN, column.name()), node));
		table.constraints().forEach((constraint) -> add(table, constraint, node));
		if (table.replicaIdentity().startsWith("USING")) {
			this.graph.add(Stage.REPLICA_IDENTITY, table.reference(),
					() -> List.of(TableDdl.alter(table) + " REPLICA IDENTITY " + table.replicaIdentity()));
		}
		indexes(table.name(), table.indexes(), table.partitionKey() != null, node);
		table.policies()
			.forEach((policy) -> part(Stage.POLICY, TableDdl.part(table, ObjectKind.POLICY, policy.name()),
					PartDdl.create(table.name(), policy), node));
		parts(table.name(), table.triggers(), table.rules(), table.statistics(), node);
	}

	/** Once all tables are known. */
	void connect(Table table) {
		Node node = Objects.requireNonNull(this.graph.node(table.reference()));
		table.inherits().forEach((parent) -> node.needs(table(parent)));
		if (table.partition() != null) {
			// The names that PostgreSQL gives to the parent's constraints must still be
			// free.
			node.needs(table(table.partition().parent()));
			Node attached = this.graph.add(Stage.PARTITION, table.reference(), () -> List.of(TableDdl.attach(table)));
			attached.needs(node);
			attached.needs(table(table.partition().parent()));
			for (Constraint constraint : table.constraints()) {
				if (constraint.parent() != null) {
					attach(TableDdl.part(table, ObjectKind.CONSTRAINT, constraint.name()),
							ConstraintDdl.attach(table, constraint));
				}
			}
			for (Index index : table.indexes()) {
				if (index.parent() != null) {
					attach(TableDdl.part(table, ObjectKind.INDEX, index.name()), IndexDdl.attach(table.name(), index));
				}
			}
		}
	}

	private void attach(ObjectReference index, String statement) {
		Node node = this.graph.add(Stage.ATTACHED_INDEX, index, () -> List.of(statement));
		node.needs(this.graph.node(index));
	}

	private @Nullable Node table(QualifiedName name) {
		return this.graph.node(ObjectReference.of(ObjectKind.TABLE, name));
	}

	void add(View view) {
		Node node = this.graph.add(Stage.VIEW, view.reference(), () -> ViewDdl.create(view));
		this.graph.register(view.reference(), node);
		view.columns()
			.forEach((column) -> this.graph.register(new ObjectReference(ObjectKind.COLUMN, view.name(), column.name()),
					node));
		indexes(view.name(), view.indexes(), false, node);
		parts(view.name(), view.triggers(), view.rules(), view.statistics(), node);
	}

	private List<String> statements(Table table) {
		List<String> statements = new ArrayList<>();
		statements.add(TableDdl.create(table, this.deferred));
		statements.addAll(TableDdl.complete(table, this.schema::table));
		for (Constraint constraint : table.constraints()) {
			if (TableDdl.isInline(table, constraint)
					&& !this.deferred.contains(TableDdl.part(table, ObjectKind.CONSTRAINT, constraint.name()))) {
				statements.addAll(ConstraintDdl.complete(table, constraint));
			}
		}
		return statements;
	}

	private void add(Table table, Constraint constraint, Node tableNode) {
		ObjectReference reference = TableDdl.part(table, ObjectKind.CONSTRAINT, constraint.name());
		if (TableDdl.isInline(table, constraint) || !TableDdl.isWritten(table, constraint)) {
			this.graph.register(reference, tableNode);
			return;
		}
		Stage stage = switch (constraint.type()) {
			case FOREIGN_KEY -> Stage.FOREIGN_KEY;
			case CHECK -> Stage.DEFERRED;
			default -> Stage.KEY;
		};
		part(stage, reference, added(table, constraint), tableNode);
	}

	private static List<String> added(Table table, Constraint constraint) {
		List<String> statements = new ArrayList<>();
		statements.add(ConstraintDdl.add(table, constraint));
		statements.addAll(ConstraintDdl.complete(table, constraint));
		return statements;
	}

	private void indexes(QualifiedName relation, List<Index> indexes, boolean partitioned, Node relationNode) {
		for (Index index : indexes) {
			ObjectReference reference = new ObjectReference(ObjectKind.INDEX, relation, index.name());
			List<String> statements = new ArrayList<>();
			statements.add(IndexDdl.create(relation, index, false, partitioned));
			statements.addAll(IndexDdl.complete(relation, index));
			part(Stage.INDEX, reference, statements, relationNode);
		}
	}

	private void parts(QualifiedName relation, List<Trigger> triggers, List<Rule> rules, List<Statistics> statistics,
			Node node) {
		for (Trigger trigger : triggers) {
			part(trigger.inherited() ? Stage.LAST : Stage.TRIGGER,
					new ObjectReference(ObjectKind.TRIGGER, relation, trigger.name()),
					PartDdl.create(relation, trigger), node);
		}
		for (Rule rule : rules) {
			part(Stage.RULE, new ObjectReference(ObjectKind.RULE, relation, rule.name()),
					PartDdl.create(relation, rule), node);
		}
		for (Statistics object : statistics) {
			part(Stage.STATISTICS, ObjectReference.of(ObjectKind.STATISTICS, object.name()), PartDdl.create(object),
					node);
		}
	}

	private void part(Stage stage, ObjectReference reference, List<String> statements, Node relation) {
		Node node = this.graph.add(stage, reference, () -> statements);
		node.needs(relation);
		this.graph.register(reference, node);
	}

	static List<String> deferred(Table table, ObjectReference object) {
		String name = Objects.requireNonNull(object.detail());
		if (object.kind() == ObjectKind.CONSTRAINT) {
			return table.constraints()
				.stream()
				.filter((constraint) -> constraint.name().equals(name))
				.flatMap((constraint) -> added(table, constraint).stream())
				.toList();
		}
		Column column = Objects.requireNonNull(table.column(name));
		return (column.defaultExpression() == null) ? List.of() : List.of(TableDdl.alter(table) + " ALTER COLUMN "
				+ new Identifier(name).quoted() + " SET DEFAULT " + column.defaultExpression());
	}

}
