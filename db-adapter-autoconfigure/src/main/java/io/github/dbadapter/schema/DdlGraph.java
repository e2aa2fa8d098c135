package io.github.dbadapter.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Groups of statements and which of them must come before which. The order is the one of
 * the stages and names as far as the needs allow, and the same every time.
 */
final class DdlGraph {

	private final List<Node> nodes = new ArrayList<>();

	private final Map<ObjectReference, Node> byObject = new HashMap<>();

	Node add(Stage stage, ObjectReference object, Supplier<List<String>> statements) {
		Node node = new Node(stage, object, statements, this.nodes.size());
		this.nodes.add(node);
		return node;
	}

	/** Says which node creates an object. */
	void register(ObjectReference object, Node node) {
		this.byObject.put(object, node);
	}

	@Nullable Node node(ObjectReference object) {
		return this.byObject.get(object);
	}

	List<DdlStatement> sorted() {
		Comparator<Node> order = Comparator.comparing((Node node) -> node.stage)
			.thenComparing((node) -> node.object)
			.thenComparingInt((node) -> node.number);
		Map<Node, Integer> open = new HashMap<>();
		Map<Node, List<Node>> dependents = new HashMap<>();
		PriorityQueue<Node> ready = new PriorityQueue<>(order);
		for (Node node : this.nodes) {
			open.put(node, node.needs.size());
			node.needs.forEach((needed) -> dependents.computeIfAbsent(needed, (key) -> new ArrayList<>()).add(node));
			if (node.needs.isEmpty()) {
				ready.add(node);
			}
		}
		Set<Node> waiting = new HashSet<>(this.nodes);
		List<DdlStatement> statements = new ArrayList<>();
		while (!waiting.isEmpty()) {
			// A cycle is broken where the stages begin; PostgreSQL then says what is
			// missing.
			Node next = ready.isEmpty() ? waiting.stream().min(order).orElseThrow() : ready.remove();
			if (waiting.remove(next)) {
				next.statements.get().forEach((sql) -> statements.add(new DdlStatement(next.object, sql)));
				for (Node dependent : dependents.getOrDefault(next, List.of())) {
					if (open.merge(dependent, -1, Integer::sum) == 0) {
						ready.add(dependent);
					}
				}
			}
		}
		return statements;
	}

	/**
	 * When a group of statements comes unless something needs it earlier.
	 */
	enum Stage {

		SCHEMA, EXTENSION, SHELL_TYPE, TYPE, OTHER, ROUTINE, SEQUENCE, TABLE, PARTITION, OWNERSHIP, DEFERRED, KEY,
		INDEX, ATTACHED_INDEX, REPLICA_IDENTITY, FOREIGN_KEY, VIEW, STATISTICS, RULE, TRIGGER, POLICY, LAST

	}

	static final class Node {

		private final Stage stage;

		private final ObjectReference object;

		private final Supplier<List<String>> statements;

		private final int number;

		private final Set<Node> needs = new LinkedHashSet<>();

		Node(Stage stage, ObjectReference object, Supplier<List<String>> statements, int number) {
			this.stage = stage;
			this.object = object;
			this.statements = statements;
			this.number = number;
		}

		void needs(@Nullable Node other) {
			if (other != null && other != this) {
				this.needs.add(other);
			}
		}

		boolean reaches(Node target) {
			Set<Node> seen = new HashSet<>();
			Deque<Node> open = new ArrayDeque<>();
			open.add(this);
			while (!open.isEmpty()) {
				Node node = open.remove();
				if (node == target) {
					return true;
				}
				if (seen.add(node)) {
					open.addAll(node.needs);
				}
			}
			return false;
		}

	}

}
