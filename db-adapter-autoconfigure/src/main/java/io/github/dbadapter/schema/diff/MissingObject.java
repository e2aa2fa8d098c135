package io.github.dbadapter.schema.diff;

import java.util.Objects;

import io.github.dbadapter.schema.ObjectReference;
import org.jspecify.annotations.Nullable;

/**
 * An expected object that is not there.
 *
 * @param object its identity
 * @param part its model, {@code null} when only its name was expected (see
 * {@link ColumnMap})
 * @param actualOwner the relation or type on the other side that should have this part,
 * {@code null} for an object that stands by itself
 * @param expected what was expected, for people
 * @param severity the severity
 * @since 0.1.0
 */
public record MissingObject(ObjectReference object, @Nullable SchemaPart<?> part, @Nullable SchemaPart<?> actualOwner,
		@Nullable String expected, Severity severity) implements SchemaDifference {

	static MissingObject of(SchemaPart<?> part, @Nullable SchemaPart<?> actualOwner) {
		return new MissingObject(part.reference(), part, actualOwner, PartText.of(part, true),
				Severities.missing(part));
	}

	@Override
	public String type() {
		return ((this.part != null) ? this.part.kindName() : this.object.kind().name()) + "_MISSING";
	}

	@Override
	public @Nullable String actual() {
		return null;
	}

	@Override
	public SchemaDifference withoutCode() {
		String text = (this.part != null) ? PartText.of(this.part, false) : this.expected;
		return Objects.equals(text, this.expected) ? this
				: new MissingObject(this.object, this.part, this.actualOwner, text, this.severity);
	}

}
