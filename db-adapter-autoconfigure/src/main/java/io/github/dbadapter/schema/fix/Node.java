package io.github.dbadapter.schema.fix;

import io.github.dbadapter.schema.ObjectReference;

/**
 * State of an object between which and others a plan keeps the order.
 *
 * @param side which of its two states
 * @param reference the object
 * @param aspect the object itself or something of it that can go and come by itself
 */
record Node(Side side, ObjectReference reference, Aspect aspect) implements Comparable<Node> {

	static Node expected(ObjectReference reference) {
		return new Node(Side.EXPECTED, reference, Aspect.MAIN);
	}

	static Node actual(ObjectReference reference) {
		return new Node(Side.ACTUAL, reference, Aspect.MAIN);
	}

	Node with(Aspect aspect) {
		return new Node(this.side, this.reference, aspect);
	}

	@Override
	public int compareTo(Node other) {
		int order = this.reference.compareTo(other.reference);
		if (order == 0) {
			order = this.aspect.compareTo(other.aspect);
		}
		return (order != 0) ? order : this.side.compareTo(other.side);
	}

	enum Side {

		/** As the object is before the plan. */
		ACTUAL,
		/** As it shall be. */
		EXPECTED

	}

	enum Aspect {

		/** The object itself, for a column also its type. */
		MAIN,
		/** The default of a column or domain. */
		DEFAULT,
		/** The old type under its temporary name. */
		OLD_TYPE,
		/** The name of a base type, before it is one. */
		SHELL

	}

}
