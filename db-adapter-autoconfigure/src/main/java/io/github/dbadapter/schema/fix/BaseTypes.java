package io.github.dbadapter.schema.fix;

import java.util.Collection;
import java.util.List;

import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.OtherObject;
import io.github.dbadapter.schema.diff.SchemaPart;
import org.jspecify.annotations.Nullable;

/**
 * Knows base types: each needs its functions, which need it, or its shell while it is
 * made.
 */
final class BaseTypes {

	private static final String CIRCLE = "a base type and its functions need each other, so that only CASCADE drops them";

	private BaseTypes() {
	}

	static boolean isBase(Object model) {
		return model instanceof OtherObject other && other.type().equals("TYPE") && other.definition().endsWith(")");
	}

	/** Whether a routine is one of the functions that make a base type what it is. */
	private static boolean isFunctionOf(SchemaGraph graph, Node type, ObjectReference routine) {
		SchemaPart<?> part = graph.part(type.reference());
		return part != null && isBase(part.model()) && ObjectKinds.isRoutine(routine.kind())
				&& graph.needs(type).stream().anyMatch((node) -> node.reference().equals(routine));
	}

	/** What a routine needs, of a type that needs it no more than the shell. */
	static List<Node> needs(SchemaGraph graph, ObjectReference routine, Collection<Node> needs) {
		return needs.stream()
			.map((node) -> isFunctionOf(graph, node, routine) ? node.with(Node.Aspect.SHELL) : node)
			.toList();
	}

	/** Why an object cannot be dropped, {@code null} when it can. */
	static @Nullable String cannotDrop(SchemaGraph graph, SchemaPart<?> part) {
		boolean circle = isBase(part.model())
				&& graph.needs(graph.node(part.reference()))
					.stream()
					.anyMatch((node) -> ObjectKinds.isRoutine(node.reference().kind()))
				|| graph.needs(graph.node(part.reference()))
					.stream()
					.anyMatch((node) -> isFunctionOf(graph, node, part.reference()));
		return circle ? CIRCLE : null;
	}

}
