package io.github.dbadapter.schema.diff;

import java.util.EnumSet;
import java.util.Set;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import org.jspecify.annotations.Nullable;

/**
 * An object on both sides, one property of which differs.
 *
 * @param expectedPart its expected model
 * @param actualPart its actual model, of the same record type
 * @param property what differs
 * @param expected the property's expected value for people, {@code null} for none
 * @param actual the property's actual value for people, {@code null} for none
 * @param expression whether the two values are renderings of expressions, so that they
 * may mean the same in spite of their text
 * @param severity the severity
 * @since 0.1.0
 */
public record ChangedObject(SchemaPart<?> expectedPart, SchemaPart<?> actualPart, Property property,
		@Nullable String expected, @Nullable String actual, boolean expression,
		Severity severity) implements SchemaDifference {

	private static final Set<ObjectKind> WITH_BODIES = EnumSet.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW,
			ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.AGGREGATE, ObjectKind.RULE);

	@Override
	public String type() {
		return this.expectedPart.kindName() + "_" + this.property + "_CHANGED";
	}

	@Override
	public ObjectReference object() {
		return this.expectedPart.reference();
	}

	@Override
	public SchemaPart<?> part() {
		return this.expectedPart;
	}

	@Override
	public SchemaDifference withoutCode() {
		boolean code = switch (this.property) {
			case DEFAULT, GENERATED -> true;
			case DEFINITION -> WITH_BODIES.contains(object().kind());
			default -> false;
		};
		return code ? new ChangedObject(this.expectedPart, this.actualPart, this.property, null, null, this.expression,
				this.severity) : this;
	}

	@Override
	public String summary() {
		return this.property.words() + " differs";
	}

}
