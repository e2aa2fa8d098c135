package io.github.dbadapter.schema.diff;

import java.util.Locale;

import io.github.dbadapter.schema.ObjectReference;
import org.jspecify.annotations.Nullable;

/**
 * One difference between an expected and an actual schema. Ordered worst first, then by
 * object, then by type.
 *
 * @since 0.1.0
 */
public sealed interface SchemaDifference extends Comparable<SchemaDifference>
		permits MissingObject, ExtraObject, ChangedObject {

	/**
	 * Returns the type for programs: the kind of object followed by {@code _MISSING},
	 * {@code _EXTRA} or the property and {@code _CHANGED}.
	 * @return for example {@code COLUMN_TYPE_CHANGED}
	 */
	String type();

	/**
	 * Returns the object that differs, as the expected schema names it, or the actual one
	 * when only that has it.
	 * @return the identity
	 */
	ObjectReference object();

	/**
	 * Returns the model of {@link #object()}.
	 * @return the expected model, or the actual one when only that is there; {@code null}
	 * when only names were expected
	 */
	@Nullable SchemaPart<?> part();

	/**
	 * Returns what was expected, for people.
	 * @return the text, {@code null} when nothing was
	 */
	@Nullable String expected();

	/**
	 * Returns what was found, for people.
	 * @return the text, {@code null} when nothing was
	 */
	@Nullable String actual();

	Severity severity();

	/**
	 * Returns the same difference without bodies of functions and views and without
	 * default and generation expressions, which may tell more than a reader should know.
	 * @return this, when there are none
	 */
	SchemaDifference withoutCode();

	/**
	 * Returns what differs, for people.
	 * @return for example {@code type differs}
	 */
	default String summary() {
		return type().toLowerCase(Locale.ROOT).replace('_', ' ').replace(" changed", " differs");
	}

	@Override
	default int compareTo(SchemaDifference other) {
		return DifferenceOrder.WORST_FIRST.compare(this, other);
	}

}
