package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.diff.ChangedObject;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.SchemaPart;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does to one object.
 */
final class Change {

	private final @Nullable SchemaPart<?> expected;

	private final @Nullable SchemaPart<?> actual;

	private final List<SchemaDifference> differences = new ArrayList<>();

	private final Map<Property, ChangedObject> properties = new EnumMap<>(Property.class);

	private Mode mode = Mode.KEEP;

	private boolean retyped;

	private boolean redefaulted;

	private boolean relaxed;

	private @Nullable ObjectReference cause;

	private @Nullable Step drop;

	private @Nullable Step create;

	Change(@Nullable SchemaPart<?> expected, @Nullable SchemaPart<?> actual) {
		this.expected = expected;
		this.actual = actual;
	}

	void add(SchemaDifference difference) {
		this.differences.add(difference);
		if (difference instanceof ChangedObject changed) {
			this.properties.put(changed.property(), changed);
		}
	}

	@Nullable SchemaPart<?> expected() {
		return this.expected;
	}

	@Nullable SchemaPart<?> actual() {
		return this.actual;
	}

	/** The part as it shall be, or as it is when it was not expected and stays. */
	SchemaPart<?> target() {
		SchemaPart<?> part = (this.expected != null) ? this.expected : this.actual;
		if (part == null) {
			throw new IllegalStateException("A change of nothing");
		}
		return part;
	}

	SchemaPart<?> source() {
		return (this.actual != null) ? this.actual : target();
	}

	ObjectReference reference() {
		return target().reference();
	}

	List<SchemaDifference> differences() {
		return this.differences;
	}

	boolean has(Property property) {
		return this.properties.containsKey(property);
	}

	boolean hasOnly(Property... properties) {
		return List.of(properties).containsAll(this.properties.keySet());
	}

	boolean hasAny(Property... properties) {
		for (Property property : properties) {
			if (has(property)) {
				return true;
			}
		}
		return false;
	}

	Mode mode() {
		return this.mode;
	}

	void mode(Mode mode) {
		this.mode = mode;
	}

	/** Whether the object goes, for good or to come back. */
	boolean isTakenDown() {
		return this.mode == Mode.DROP || this.mode == Mode.REPLACE;
	}

	boolean isRetyped() {
		return this.retyped;
	}

	void retyped() {
		this.retyped = true;
	}

	boolean isRedefaulted() {
		return this.redefaulted;
	}

	void redefaulted() {
		this.redefaulted = true;
	}

	/** Whether a column that nobody expects stays, but no longer refuses NULL. */
	boolean isRelaxed() {
		return this.relaxed;
	}

	void relaxed() {
		this.relaxed = true;
	}

	/** What made it necessary to take the object down. */
	@Nullable ObjectReference cause() {
		return this.cause;
	}

	void cause(ObjectReference cause) {
		if (this.cause == null) {
			this.cause = cause;
		}
	}

	@Nullable Step drop() {
		return this.drop;
	}

	void drop(Step drop) {
		this.drop = drop;
	}

	@Nullable Step create() {
		return this.create;
	}

	void create(Step create) {
		this.create = create;
	}

	enum Mode {

		/** Stays as it is. */
		KEEP,
		/** Is made. */
		CREATE,
		/** Goes for good. */
		DROP,
		/** Changes in place. */
		ALTER,
		/** Is taken down and put back. */
		REPLACE

	}

}
