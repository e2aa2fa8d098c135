package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one planning share: both schemas, the changes decided on, and the
 * steps made of them so far.
 */
final class Planning {

	private final SchemaGraph expected;

	private final SchemaGraph actual;

	private final FixOptions options;

	private final DatabaseFacts facts;

	private final Map<ObjectReference, Change> byActual = new TreeMap<>();

	private final Map<ObjectReference, Change> byExpected = new TreeMap<>();

	private final Set<Change> changes = new LinkedHashSet<>();

	private final List<Step> steps = new ArrayList<>();

	private final Map<SchemaDifference, RemedyText> left = new LinkedHashMap<>();

	private final Map<QualifiedName, Step> rowsMoved = new TreeMap<>();

	private final SortedSet<QualifiedName> assumedEmpty = new TreeSet<>();

	private final Map<SchemaDifference, RemedyText> unresolved = new LinkedHashMap<>();

	private final SortedSet<ObjectReference> fillable = new TreeSet<>();

	Planning(DatabaseSchema expected, DatabaseSchema actual, FixOptions options, DatabaseFacts facts) {
		this(new SchemaGraph(Node.Side.EXPECTED, expected), new SchemaGraph(Node.Side.ACTUAL, actual), options, facts);
	}

	private Planning(SchemaGraph expected, SchemaGraph actual, FixOptions options, DatabaseFacts facts) {
		this.expected = expected;
		this.actual = actual;
		this.options = options;
		this.facts = facts;
	}

	/** A planning from the beginning, of the same schemas. */
	Planning with(DatabaseFacts facts) {
		return new Planning(this.expected, this.actual, this.options, facts);
	}

	SchemaGraph expected() {
		return this.expected;
	}

	SchemaGraph actual() {
		return this.actual;
	}

	FixOptions options() {
		return this.options;
	}

	DatabaseFacts facts() {
		return this.facts;
	}

	int majorVersion() {
		return this.actual.schema().majorVersion();
	}

	List<Step> steps() {
		return this.steps;
	}

	Map<SchemaDifference, RemedyText> left() {
		return this.left;
	}

	Map<SchemaDifference, RemedyText> unresolved() {
		return this.unresolved;
	}

	/** Returns the changes, also while more are added. */
	List<Change> changes() {
		return List.copyOf(this.changes);
	}

	Change add(@Nullable SchemaPart<?> expected, @Nullable SchemaPart<?> actual) {
		Change known = (actual != null) ? this.byActual.get(actual.reference())
				: (expected != null) ? this.byExpected.get(expected.reference()) : null;
		if (known != null && (expected == null || known.expected() != null)) {
			return known;
		}
		if (known != null) {
			this.changes.remove(known);
		}
		Change change = new Change(expected, actual);
		this.changes.add(change);
		if (actual != null) {
			this.byActual.put(actual.reference(), change);
		}
		if (expected != null) {
			this.byExpected.put(expected.reference(), change);
		}
		return change;
	}

	/** Returns what happens to an actual object, made when nothing was decided yet. */
	@Nullable Change ofActual(ObjectReference reference) {
		Change change = this.byActual.get(reference);
		if (change != null) {
			return change;
		}
		SchemaPart<?> part = this.actual.part(reference);
		if (part == null) {
			return null;
		}
		SchemaPart<?> other = this.byExpected.containsKey(reference) ? null : this.expected.part(reference);
		return add(other, part);
	}

	@Nullable Change ofExpected(ObjectReference reference) {
		Change change = this.byExpected.get(reference);
		if (change != null) {
			return change;
		}
		SchemaPart<?> part = this.expected.part(reference);
		if (part == null || this.byActual.containsKey(reference)) {
			return null;
		}
		return add(part, this.actual.part(reference));
	}

	@Nullable Change knownActual(ObjectReference reference) {
		return this.byActual.get(reference);
	}

	@Nullable Change knownExpected(ObjectReference reference) {
		return this.byExpected.get(reference);
	}

	/** Returns the part of the other side for an object without differences. */
	boolean isNew(QualifiedName table) {
		return this.actual.schema().table(table) == null;
	}

	/** Whether a partition is detached, be it to come back with other bounds. */
	boolean isDetached(QualifiedName table) {
		Change change = this.byActual.get(ObjectReference.of(ObjectKind.TABLE, table));
		Table before = this.actual.schema().table(table);
		return change != null && before != null && before.partition() != null && change.has(Property.PARTITION);
	}

	/** Whether a table holds no row, or none yet. */
	boolean isEmpty(QualifiedName table) {
		if (isNew(table)) {
			return true;
		}
		Table actualTable = this.actual.schema().table(table);
		boolean foreign = actualTable != null && actualTable.foreign() != null;
		boolean empty = foreign || this.facts.isEmpty(table);
		if (empty && !foreign) {
			this.assumedEmpty.add(table);
		}
		return empty;
	}

	/** Returns the value for the rows of a column that the plan asks one for. */
	@Nullable String fill(ObjectReference column) {
		this.fillable.add(column);
		return this.options.fill().get(column);
	}

	/** Columns for whose rows a value has been asked for, whether there is one or not. */
	SortedSet<ObjectReference> fillable() {
		return this.fillable;
	}

	/** Tables for which a hazard was left out because they hold no row. */
	SortedSet<QualifiedName> assumedEmpty() {
		return this.assumedEmpty;
	}

	/** The step that moves the rows of a table that is written anew. */
	Map<QualifiedName, Step> rowsMoved() {
		return this.rowsMoved;
	}

	Step add(Step step) {
		this.steps.add(step);
		return step;
	}

	/** What a new state needs, also of an unexpected object that is put back. */
	Collection<Node> needs(Change change) {
		return change.expected() != null
				? BaseTypes.needs(this.expected, change.expected().reference(),
						this.expected.needsOf(change.expected().reference()))
				: translate(this.actual.needsOf(change.source().reference()));
	}

	Collection<Node> needs(Change change, Node.Aspect aspect) {
		SchemaPart<?> part = change.target();
		SchemaGraph graph = (change.expected() != null) ? this.expected : this.actual;
		SortedSet<Node> nodes = graph.needs(graph.node(part.reference()).with(aspect));
		return (change.expected() != null) ? nodes : translate(nodes);
	}

	private Set<Node> translate(Collection<Node> nodes) {
		Set<Node> translated = new TreeSet<>();
		for (Node node : nodes) {
			Change change = this.byActual.get(node.reference());
			ObjectReference reference = (change != null) ? change.reference() : node.reference();
			translated.add(Node.expected(reference).with(node.aspect()));
		}
		return translated;
	}

	Collection<Node> uses(Change change) {
		return this.actual.needsOf(change.source().reference());
	}

	Collection<Node> uses(Change change, Node.Aspect aspect) {
		return this.actual.needs(this.actual.node(change.source().reference()).with(aspect));
	}

}
