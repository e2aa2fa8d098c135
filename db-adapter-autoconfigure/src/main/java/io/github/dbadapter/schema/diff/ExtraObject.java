package io.github.dbadapter.schema.diff;

import java.util.Objects;

import io.github.dbadapter.schema.ObjectReference;
import org.jspecify.annotations.Nullable;

/**
 * An object that is there and was not expected.
 *
 * @param part its model
 * @param expectedOwner the relation or type on the other side that lacks this part,
 * {@code null} for an object that stands by itself
 * @param actual what was found, for people
 * @param severity the severity
 * @since 0.1.0
 */
public record ExtraObject(SchemaPart<?> part, @Nullable SchemaPart<?> expectedOwner, @Nullable String actual,
		Severity severity) implements SchemaDifference {

	static ExtraObject of(SchemaPart<?> part, @Nullable SchemaPart<?> expectedOwner, Severity severity) {
		return new ExtraObject(part, expectedOwner, PartText.of(part, true), severity);
	}

	@Override
	public String type() {
		return this.part.kindName() + "_EXTRA";
	}

	@Override
	public ObjectReference object() {
		return this.part.reference();
	}

	@Override
	public @Nullable String expected() {
		return null;
	}

	@Override
	public SchemaDifference withoutCode() {
		String text = PartText.of(this.part, false);
		return Objects.equals(text, this.actual) ? this
				: new ExtraObject(this.part, this.expectedOwner, text, this.severity);
	}

}
