package io.github.dbadapter.schema.fix;

import java.util.EnumSet;
import java.util.Set;

import io.github.dbadapter.schema.ObjectKind;

/**
 * Groups of kinds that are repaired alike.
 */
final class ObjectKinds {

	private static final Set<ObjectKind> TYPES = EnumSet.of(ObjectKind.ENUM, ObjectKind.COMPOSITE_TYPE,
			ObjectKind.DOMAIN, ObjectKind.RANGE_TYPE);

	private static final Set<ObjectKind> ROUTINES = EnumSet.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE,
			ObjectKind.AGGREGATE);

	private ObjectKinds() {
	}

	static boolean isType(ObjectKind kind) {
		return TYPES.contains(kind);
	}

	static boolean isRoutine(ObjectKind kind) {
		return ROUTINES.contains(kind);
	}

	static boolean isView(ObjectKind kind) {
		return kind == ObjectKind.VIEW || kind == ObjectKind.MATERIALIZED_VIEW;
	}

	/** Whether it can be taken down and put back without touching a row. */
	static boolean canBePutBack(ObjectKind kind) {
		return switch (kind) {
			case VIEW, MATERIALIZED_VIEW, FUNCTION, PROCEDURE, AGGREGATE, TRIGGER, POLICY, RULE, STATISTICS, INDEX,
					CONSTRAINT, OTHER ->
				true;
			default -> false;
		};
	}

}
