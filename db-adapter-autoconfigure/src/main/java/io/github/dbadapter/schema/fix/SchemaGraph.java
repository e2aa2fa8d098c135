package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.View;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one side with their parts, and what needs what among them: what the
 * catalog says, and what goes without saying there.
 */
final class SchemaGraph {

	private final Node.Side side;

	private final DatabaseSchema schema;

	private final Map<ObjectReference, SchemaPart<?>> parts = new TreeMap<>();

	private final Map<Node, SortedSet<Node>> needs = new HashMap<>();

	private final Map<Node, SortedSet<Node>> dependents = new HashMap<>();

	private final Map<QualifiedName, List<Table>> children = new HashMap<>();

	SchemaGraph(Node.Side side, DatabaseSchema schema) {
		this.side = side;
		this.schema = schema;
		schema.objects().values().forEach(this::addObject);
		schema.objects().values().forEach(this::connectObject);
		schema.dependencies().forEach((object, needed) -> needed.forEach((one) -> connectListed(object, one)));
	}

	DatabaseSchema schema() {
		return this.schema;
	}

	@Nullable SchemaPart<?> part(ObjectReference reference) {
		return this.parts.get(reference);
	}

	Collection<SchemaPart<?>> parts() {
		return this.parts.values();
	}

	/** Returns what an object needs, the aspects of a column together. */
	SortedSet<Node> needsOf(ObjectReference reference) {
		SortedSet<Node> all = new TreeSet<>(needs(node(reference)));
		all.addAll(needs(node(reference).with(Node.Aspect.DEFAULT)));
		return all;
	}

	SortedSet<Node> needs(Node node) {
		return this.needs.getOrDefault(node, new TreeSet<>());
	}

	SortedSet<Node> dependents(Node node) {
		return this.dependents.getOrDefault(node, new TreeSet<>());
	}

	Set<QualifiedName> tables() {
		return this.schema.objects(Table.class).map(Table::name).collect(Collectors.toSet());
	}

	/** Returns partitions and tables that inherit. */
	List<Table> children(QualifiedName table) {
		return this.children.getOrDefault(table, List.of());
	}

	List<Table> descendants(QualifiedName table) {
		List<Table> all = new ArrayList<>();
		for (Table child : children(table)) {
			if (!all.contains(child)) {
				all.add(child);
				all.addAll(descendants(child.name()));
			}
		}
		return all;
	}

	List<QualifiedName> parents(Table table) {
		return (table.partition() != null) ? List.of(table.partition().parent()) : table.inherits();
	}

	/** Returns the columns of tables that have a type, also as element of an array. */
	List<SchemaPart<?>> columnsOfType(ObjectReference type) {
		return dependents(node(type)).stream()
			.filter((node) -> node.aspect() == Node.Aspect.MAIN && node.reference().kind() == ObjectKind.COLUMN)
			.<SchemaPart<?>>map((node) -> this.parts.get(node.reference()))
			.filter((part) -> part != null && part.model() instanceof Column)
			.toList();
	}

	Node node(ObjectReference reference) {
		return new Node(this.side, reference, Node.Aspect.MAIN);
	}

	private void addObject(SchemaObject object) {
		this.parts.put(object.reference(), new SchemaPart<>(object.reference(), object, object));
		if (object instanceof Table table) {
			table.columns().forEach((column) -> add(table, ObjectKind.COLUMN, column.name(), column));
			table.constraints()
				.forEach((constraint) -> add(table, ObjectKind.CONSTRAINT, constraint.name(), constraint));
			table.indexes().forEach((index) -> add(table, ObjectKind.INDEX, index.name(), index));
			table.triggers().forEach((trigger) -> add(table, ObjectKind.TRIGGER, trigger.name(), trigger));
			table.policies().forEach((policy) -> add(table, ObjectKind.POLICY, policy.name(), policy));
			table.rules().forEach((rule) -> add(table, ObjectKind.RULE, rule.name(), rule));
			table.statistics()
				.forEach((statistics) -> add(table, ObjectReference.of(ObjectKind.STATISTICS, statistics.name()),
						statistics));
			parents(table)
				.forEach((parent) -> this.children.computeIfAbsent(parent, (key) -> new ArrayList<>()).add(table));
		}
		else if (object instanceof View view) {
			view.columns().forEach((column) -> add(view, ObjectKind.COLUMN, column.name(), column));
			view.indexes().forEach((index) -> add(view, ObjectKind.INDEX, index.name(), index));
			view.triggers().forEach((trigger) -> add(view, ObjectKind.TRIGGER, trigger.name(), trigger));
			view.rules().forEach((rule) -> add(view, ObjectKind.RULE, rule.name(), rule));
			view.statistics()
				.forEach((statistics) -> add(view, ObjectReference.of(ObjectKind.STATISTICS, statistics.name()),
						statistics));
		}
		else if (object instanceof DomainType domain) {
			domain.checks().forEach((check) -> add(domain, ObjectKind.CONSTRAINT, check.name(), check));
		}
	}

	private <T> void add(SchemaObject owner, ObjectKind kind, String detail, T model) {
		add(owner, new ObjectReference(kind, owner.name(), detail), model);
	}

	private <T> void add(SchemaObject owner, ObjectReference reference, T model) {
		this.parts.put(reference, new SchemaPart<>(reference, owner, model));
	}

	private void connectObject(SchemaObject object) {
		if (object.name().schema() != null) {
			connect(object.reference(),
					ObjectReference.of(ObjectKind.SCHEMA, new QualifiedName(null, object.name().schema())));
		}
		if (object instanceof Table table) {
			connectTable(table);
		}
		else if (object instanceof View view) {
			view.indexes().forEach((index) -> connect(part(view, ObjectKind.INDEX, index.name()), view.reference()));
			view.triggers()
				.forEach((trigger) -> connect(part(view, ObjectKind.TRIGGER, trigger.name()), view.reference()));
			view.rules().forEach((rule) -> connect(part(view, ObjectKind.RULE, rule.name()), view.reference()));
			view.columns().forEach((column) -> connect(part(view, ObjectKind.COLUMN, column.name()), view.reference()));
			view.statistics()
				.forEach((statistics) -> connect(ObjectReference.of(ObjectKind.STATISTICS, statistics.name()),
						view.reference()));
		}
		else if (object instanceof DomainType domain) {
			domain.checks()
				.forEach((check) -> connect(part(domain, ObjectKind.CONSTRAINT, check.name()), domain.reference()));
		}
		else if (object instanceof Sequence sequence && sequence.ownedBy() != null) {
			// Only the ownership needs the column: the sequence comes first.
			return;
		}
	}

	private void connectTable(Table table) {
		parents(table).forEach((parent) -> connect(table.reference(), ObjectReference.of(ObjectKind.TABLE, parent)));
		for (Column column : table.columns()) {
			ObjectReference reference = part(table, ObjectKind.COLUMN, column.name());
			connect(reference, table.reference());
			parents(table).stream()
				.map((parent) -> new ObjectReference(ObjectKind.COLUMN, parent, column.name()))
				.filter(this.parts::containsKey)
				.forEach((parent) -> connect(reference, parent));
		}
		table.constraints().forEach((constraint) -> connectConstraint(table, constraint));
		table.indexes().forEach((index) -> connectIndex(table, index));
		table.triggers()
			.forEach((trigger) -> connect(part(table, ObjectKind.TRIGGER, trigger.name()), table.reference()));
		table.policies().forEach((policy) -> connect(part(table, ObjectKind.POLICY, policy.name()), table.reference()));
		table.rules().forEach((rule) -> connect(part(table, ObjectKind.RULE, rule.name()), table.reference()));
		table.statistics().forEach((statistics) -> {
			ObjectReference reference = ObjectReference.of(ObjectKind.STATISTICS, statistics.name());
			connect(reference, table.reference());
			connectMentioned(reference, table, statistics.definition());
		});
	}

	private void connectIndex(Table table, Index index) {
		ObjectReference reference = part(table, ObjectKind.INDEX, index.name());
		connect(reference, table.reference());
		if (index.hasExpressions()) {
			connectMentioned(reference, table, index.definition());
		}
		index.columns().forEach((column) -> connect(reference, part(table, ObjectKind.COLUMN, column)));
		SqlText.includedColumns(index.definition())
			.forEach((column) -> connect(reference, part(table, ObjectKind.COLUMN, column)));
	}

	private void connectConstraint(Table table, Constraint constraint) {
		ObjectReference reference = part(table, ObjectKind.CONSTRAINT, constraint.name());
		connect(reference, table.reference());
		constraint.columns().forEach((column) -> connect(reference, part(table, ObjectKind.COLUMN, column)));
		if (constraint.type() == Constraint.Type.EXCLUSION || constraint.definition().contains(" INCLUDE (")) {
			connectMentioned(reference, table, constraint.definition());
		}
		Table other = (constraint.references() != null) ? this.schema.table(constraint.references()) : null;
		if (other == null) {
			return;
		}
		connect(reference, other.reference());
		constraint.referencedColumns().forEach((column) -> connect(reference, part(other, ObjectKind.COLUMN, column)));
		List<String> referenced = constraint.referencedColumns();
		// A key of the same columns makes the reference possible; which one PostgreSQL
		// has chosen is in the catalog's dependencies.
		other.constraints()
			.stream()
			.filter((key) -> isKey(key) && Set.copyOf(key.columns()).equals(Set.copyOf(referenced)))
			.forEach((key) -> connect(reference, part(other, ObjectKind.CONSTRAINT, key.name())));
		other.indexes()
			.stream()
			.filter((index) -> index.unique() && Set.copyOf(index.columns()).equals(Set.copyOf(referenced)))
			.filter((index) -> this.side == Node.Side.EXPECTED)
			.forEach((index) -> connect(reference, part(other, ObjectKind.INDEX, index.name())));
	}

	private static boolean isKey(Constraint constraint) {
		return constraint.type() == Constraint.Type.PRIMARY_KEY || constraint.type() == Constraint.Type.UNIQUE;
	}

	private void connectMentioned(ObjectReference reference, Table table, String text) {
		Set<String> names = SqlText.identifiers(text);
		table.columns()
			.stream()
			.filter((column) -> names.contains(column.name()))
			.forEach((column) -> connect(reference, part(table, ObjectKind.COLUMN, column.name())));
	}

	private void connectListed(ObjectReference object, ObjectReference needed) {
		SchemaPart<?> part = this.parts.get(object);
		if (part == null || !this.parts.containsKey(needed)) {
			return;
		}
		if (part.model() instanceof Column column && column.generated() == null) {
			connectColumn(object, column, needed);
		}
		else if (part.model() instanceof DomainType domain && !isTypeOf(needed, domain.baseType())) {
			connect(node(object).with(Node.Aspect.DEFAULT), node(needed));
		}
		else {
			connect(object, needed);
		}
	}

	/** Only its type makes a column need a type; the rest is the default's. */
	private void connectColumn(ObjectReference object, Column column, ObjectReference needed) {
		if (isTypeOf(needed, column.type()) || needed.kind() == ObjectKind.TABLE) {
			connect(object, needed);
		}
		String text = column.defaultExpression();
		boolean type = ObjectKinds.isType(needed.kind());
		if (text != null && (!type || text.contains(needed.name().name().value()))) {
			connect(node(object).with(Node.Aspect.DEFAULT), node(needed));
		}
		else if (text == null && !type) {
			connect(object, needed);
		}
	}

	private static boolean isTypeOf(ObjectReference needed, String type) {
		return (ObjectKinds.isType(needed.kind()) || needed.kind() == ObjectKind.TABLE
				|| needed.kind() == ObjectKind.VIEW || needed.kind() == ObjectKind.MATERIALIZED_VIEW
				|| needed.kind() == ObjectKind.EXTENSION || needed.kind() == ObjectKind.OTHER)
				&& type.contains(needed.name().name().value().replace("\"", "\"\""))
				|| needed.kind() == ObjectKind.EXTENSION || needed.kind() == ObjectKind.OTHER;
	}

	private ObjectReference part(SchemaObject owner, ObjectKind kind, String detail) {
		return new ObjectReference(kind, owner.name(), detail);
	}

	private void connect(ObjectReference object, ObjectReference needed) {
		connect(node(object), node(needed));
	}

	private void connect(Node object, Node needed) {
		if (!object.equals(needed)) {
			this.needs.computeIfAbsent(object, (key) -> new TreeSet<>()).add(needed);
			this.dependents.computeIfAbsent(needed, (key) -> new TreeSet<>()).add(object);
		}
	}

}
