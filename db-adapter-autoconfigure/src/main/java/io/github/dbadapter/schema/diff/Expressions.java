package io.github.dbadapter.schema.diff;

import java.util.Objects;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectReference;

/**
 * Tells differences that may be no more than two renderings of one expression.
 */
final class Expressions {

	private Expressions() {
	}

	static boolean mayBeRenderingOnly(SchemaDifference difference) {
		if (difference instanceof ChangedObject changed && changed.property() != Property.NAME) {
			return changed.expression();
		}
		SchemaPart<?> part = difference.part();
		return part != null && hasExpressions(part.model());
	}

	/** What can be on both sides under different names. */
	private static boolean hasExpressions(Object model) {
		if (model instanceof Constraint constraint) {
			return TableComparison.hasExpressions(constraint);
		}
		return model instanceof DomainType.Check || (model instanceof Index index && index.hasExpressions());
	}

	static ObjectReference owner(SchemaDifference difference) {
		return Objects.requireNonNull(difference.part()).owner().reference();
	}

}
