package io.github.dbadapter.schema.fix;

import java.util.List;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Routine;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;

/**
 * The names that objects take, so that one is released before another takes it.
 */
final class Names {

	private static final int MAX_BYTES = 63;

	private Names() {
	}

	static List<String> of(SchemaPart<?> part) {
		ObjectReference reference = part.reference();
		QualifiedName name = reference.name();
		return switch (reference.kind()) {
			case TABLE, VIEW, MATERIALIZED_VIEW, COMPOSITE_TYPE -> List.of("relation " + name, "type " + name);
			case SEQUENCE -> List.of("relation " + name);
			case ENUM, DOMAIN, RANGE_TYPE -> List.of("type " + name);
			case INDEX -> List.of("relation " + sibling(name, reference.detail()));
			case CONSTRAINT -> ofConstraint(part, name, reference.detail());
			case FUNCTION, PROCEDURE, AGGREGATE -> List.of("routine " + name + ((Routine) part.model()).inputTypes());
			case STATISTICS -> List.of("statistics " + name);
			case OTHER -> List.of(reference.detail() + " " + name);
			default -> List.of(reference.kind() + " " + name + " " + reference.detail());
		};
	}

	private static List<String> ofConstraint(SchemaPart<?> part, QualifiedName table, Object name) {
		String own = "constraint " + table + " " + name;
		boolean index = part.model() instanceof Constraint constraint && switch (constraint.type()) {
			case PRIMARY_KEY, UNIQUE, EXCLUSION -> true;
			default -> false;
		};
		return index ? List.of(own, "relation " + sibling(table, name)) : List.of(own);
	}

	static String ofSequence(Sequence sequence) {
		return "relation " + sequence.name();
	}

	private static String sibling(QualifiedName relation, Object name) {
		return (relation.schema() != null) ? relation.schema() + "." + name : String.valueOf(name);
	}

	/** Makes a name for something that lives no longer than the plan runs. */
	static QualifiedName temporary(QualifiedName name) {
		String text = name.name().value();
		while (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES - 5) {
			text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
		}
		return QualifiedName.of((name.schema() != null) ? name.schema().value() : null, text + "__old");
	}

}
