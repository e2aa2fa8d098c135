package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.schema.DdlGraph.Node;
import io.github.dbadapter.schema.DdlGraph.Stage;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements that create all objects of a model in an empty database, each
 * after what it needs. Introspecting the result gives an equal model.
 *
 * @since 0.1.0
 */
public final class DdlScript {

	/**
	 * What must hold while the statements run, until the end of the transaction: texts of
	 * the model were rendered under the same settings, and bodies of functions may name
	 * what comes later.
	 */
	public static final String SETTINGS = """
			SET LOCAL search_path = pg_catalog, pg_temp;
			SET LOCAL check_function_bodies = off;
			SET LOCAL default_tablespace = '';
			SET LOCAL default_table_access_method = heap;
			SET LOCAL TimeZone = 'UTC';
			SET LOCAL DateStyle = 'ISO, MDY';
			SET LOCAL IntervalStyle = 'postgres'""";

	private static final QualifiedName PUBLIC = QualifiedName.of("public");

	private final DatabaseSchema schema;

	private final DdlGraph graph = new DdlGraph();

	private final Set<ObjectReference> deferred = new HashSet<>();

	private final Map<ObjectReference, Node> domainExpressions = new HashMap<>();

	private final DdlTableNodes tables;

	private DdlScript(DatabaseSchema schema) {
		this.schema = schema;
		this.tables = new DdlTableNodes(this.graph, schema, this.deferred);
	}

	/**
	 * Writes the statements for a whole model. The schema public is taken for present.
	 * @param schema the model
	 * @return statements in the order in which they can run
	 */
	public static List<DdlStatement> create(DatabaseSchema schema) {
		DdlScript script = new DdlScript(schema);
		schema.objects().values().forEach(script::add);
		schema.objects(Table.class).forEach(script.tables::connect);
		schema.objects(Sequence.class).forEach(script::own);
		schema.dependencies().forEach(script::connect);
		schema.dependencies().forEach(script::connectExpressions);
		schema.dependencies().forEach(script::connectDomains);
		schema.objects(Table.class).forEach(script::addDeferred);
		return script.graph.sorted();
	}

	private void add(SchemaObject object) {
		if (object instanceof Table table) {
			this.tables.add(table);
		}
		else if (object instanceof View view) {
			this.tables.add(view);
		}
		else if (object instanceof Sequence sequence) {
			single(Stage.SEQUENCE, object, SequenceDdl.create(sequence));
		}
		else if (object instanceof DomainType domain) {
			Node base = single(Stage.TYPE, object, TypeDdl.base(domain));
			Node expressions = this.graph.add(Stage.DEFERRED, object.reference(), () -> TypeDdl.expressions(domain));
			expressions.needs(base);
			this.domainExpressions.put(object.reference(), expressions);
		}
		else if (object instanceof OtherObject other) {
			addOther(other);
		}
		else {
			single(stage(object), object, statements(object));
		}
	}

	private Node single(Stage stage, SchemaObject object, List<String> statements) {
		Node node = this.graph.add(stage, object.reference(), () -> statements);
		this.graph.register(object.reference(), node);
		return node;
	}

	private static Stage stage(SchemaObject object) {
		return switch (object.kind()) {
			case SCHEMA -> Stage.SCHEMA;
			case EXTENSION -> Stage.EXTENSION;
			case FUNCTION, PROCEDURE, AGGREGATE -> Stage.ROUTINE;
			default -> Stage.TYPE;
		};
	}

	private static List<String> statements(SchemaObject object) {
		if (object instanceof EnumType type) {
			return TypeDdl.create(type);
		}
		if (object instanceof CompositeType type) {
			return TypeDdl.create(type);
		}
		if (object instanceof RangeType type) {
			return TypeDdl.create(type);
		}
		List<String> statements = new ArrayList<>();
		if (object instanceof Routine routine) {
			statements.add(routine.definition());
		}
		else if (object instanceof Extension extension) {
			statements.add("CREATE EXTENSION IF NOT EXISTS " + extension.name().quoted() + " WITH SCHEMA "
					+ DdlText.quoted(extension.schema()));
		}
		else if (!object.name().equals(PUBLIC)) {
			statements.add("CREATE SCHEMA " + object.name().quoted());
		}
		statements.addAll(CommentDdl.of(object));
		return statements;
	}

	private void addOther(OtherObject other) {
		List<String> statements = new ArrayList<>();
		statements.add(other.definition());
		statements.addAll(CommentDdl.of(other));
		Stage stage = switch (other.type()) {
			case "EVENT TRIGGER", "PUBLICATION", "SUBSCRIPTION", "SECURITY LABEL", "EXTENSION DEPENDENCY" -> Stage.LAST;
			default -> Stage.OTHER;
		};
		Node node = single(stage, other, statements);
		if (other.type().equals("TYPE") && other.definition().endsWith(")")) {
			Node shell = this.graph.add(Stage.SHELL_TYPE, other.reference(),
					() -> List.of("CREATE TYPE " + other.name().quoted()));
			node.needs(shell);
			// What its functions need of it is the shell alone.
			this.graph.register(other.reference(), shell);
			this.graph.register(shellOwner(other.reference()), node);
		}
	}

	/** Stands for a base type with its functions, besides its shell. */
	private static ObjectReference shellOwner(ObjectReference type) {
		return new ObjectReference(type.kind(), type.name(), "TYPE complete");
	}

	private void own(Sequence sequence) {
		ObjectReference column = sequence.ownedBy();
		if (column != null) {
			Node node = this.graph.add(Stage.OWNERSHIP, sequence.reference(), () -> List.of(SequenceDdl.own(sequence)));
			node.needs(this.graph.node(sequence.reference()));
			node.needs(this.graph.node(column));
		}
	}

	private void connect(ObjectReference object, List<ObjectReference> needed) {
		Node node = node(object);
		if (node == null || isExpression(object)) {
			return;
		}
		for (ObjectReference reference : needed) {
			Node expressions = this.domainExpressions.get(object);
			if (expressions != null && isRoutine(reference)) {
				expressions.needs(node(reference));
			}
			else if (isRoutine(object)
					&& this.schema.dependencies().getOrDefault(reference, List.of()).contains(object)) {
				node.needs(this.graph.node(reference));
			}
			else {
				node.needs(node(reference));
			}
		}
	}

	/**
	 * A domain cannot get a constraint once a column holds it inside an array or a row,
	 * so what uses it waits for all of it unless that would wait for the user.
	 */
	private void connectDomains(ObjectReference object, List<ObjectReference> needed) {
		Node node = node(object);
		if (node == null || isRoutine(object)) {
			return;
		}
		for (ObjectReference reference : needed) {
			Node expressions = this.domainExpressions.get(reference);
			if (expressions != null && !expressions.reaches(node)) {
				node.needs(expressions);
			}
		}
	}

	private static boolean isRoutine(ObjectReference reference) {
		return switch (reference.kind()) {
			case FUNCTION, PROCEDURE, AGGREGATE -> true;
			default -> false;
		};
	}

	private @Nullable Node node(ObjectReference object) {
		Node complete = this.graph.node(shellOwner(object));
		return (complete != null) ? complete : this.graph.node(object);
	}

	/** A default or check within a table, which can be left for later. */
	private boolean isExpression(ObjectReference object) {
		if (object.kind() == ObjectKind.COLUMN) {
			return true;
		}
		Node table = this.graph.node(ObjectReference.of(ObjectKind.TABLE, object.name()));
		return object.kind() == ObjectKind.CONSTRAINT && table != null && table == this.graph.node(object);
	}

	private void connectExpressions(ObjectReference object, List<ObjectReference> needed) {
		Node node = this.graph.node(object);
		if (node == null || !isExpression(object)) {
			return;
		}
		for (ObjectReference reference : needed) {
			Node other = node(reference);
			if (other != null && other.reaches(node)) {
				this.deferred.add(object);
			}
			else {
				node.needs(other);
			}
		}
	}

	private void addDeferred(Table table) {
		for (ObjectReference object : Set.copyOf(this.deferred)) {
			if (object.name().equals(table.name())) {
				Node node = this.graph.add(Stage.DEFERRED, object, () -> DdlTableNodes.deferred(table, object));
				node.needs(this.graph.node(table.reference()));
				this.schema.dependencies()
					.getOrDefault(object, List.of())
					.forEach((needed) -> node.needs(node(needed)));
			}
		}
	}

}
