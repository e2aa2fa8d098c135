package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.NearestNames;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An actual schema as it will be once its tables and columns have their new names.
 *
 * @param statements the statements that rename
 * @param renamed the schema afterwards
 */
record Renaming(List<RenameHint> statements, DatabaseSchema renamed) {

	/**
	 * Applies hints, one after the other as names become free. One whose new name is
	 * there already has been followed before, and is left out.
	 * @param hints the hints
	 * @param expected what the names shall be
	 * @param actual what they are
	 * @return the renamed schema
	 */
	static Renaming of(Collection<RenameHint> hints, DatabaseSchema expected, DatabaseSchema actual) {
		List<RenameHint> followed = new ArrayList<>();
		List<RenameHint> waiting = new ArrayList<>(hints);
		DatabaseSchema renamed = actual;
		RenameHint next = next(waiting, expected, renamed);
		while (next != null) {
			waiting.remove(next);
			followed.add(next);
			renamed = rename(renamed, next);
			next = next(waiting, expected, renamed);
		}
		return new Renaming(List.copyOf(followed), renamed);
	}

	private static @Nullable RenameHint next(List<RenameHint> waiting, DatabaseSchema expected, DatabaseSchema actual) {
		return waiting.stream().filter((hint) -> isPending(hint, expected, actual)).findFirst().orElse(null);
	}

	/**
	 * Refuses hints that somebody gives for this database and that lead nowhere in it.
	 * @param hints the hints
	 * @param expected what the names shall be
	 */
	void refuseNeedless(Collection<RenameHint> hints, DatabaseSchema expected) {
		for (RenameHint hint : hints) {
			SortedSet<String> there = names(hint, this.renamed);
			SortedSet<String> wanted = names(hint, expected);
			String to = (hint.to() != null) ? hint.to() : hint.table().name().value();
			if (this.statements.contains(hint)) {
				continue;
			}
			if (!there.contains(to)) {
				there.removeAll(wanted);
				throw new InvalidInputException("Cannot rename '%s' to '%s': %s has neither%s".formatted(hint.from(),
						to, place(hint), NearestNames.sentence(NearestNames.of(hint.from(), there), List.of())));
			}
			if (there.contains(hint.from()) && !wanted.contains(hint.from())) {
				throw new InvalidInputException(
						"Cannot rename '%s' to '%s': %s has both".formatted(hint.from(), to, place(hint)));
			}
		}
	}

	/** What of the same kind stands beside the renamed. */
	private static SortedSet<String> names(RenameHint hint, DatabaseSchema schema) {
		Table table = schema.table(hint.table());
		Stream<String> names = (hint.to() == null)
				? schema.objects(Table.class)
					.map(Table::name)
					.filter((name) -> Objects.equals(name.schema(), hint.table().schema()))
					.map((name) -> name.name().value())
				: (table != null) ? table.columns().stream().map(Column::name) : Stream.empty();
		return names.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String place(RenameHint hint) {
		return (hint.to() != null) ? "table " + hint.table() : "the database";
	}

	private static boolean isPending(RenameHint hint, DatabaseSchema expected, DatabaseSchema actual) {
		QualifiedName from = (hint.to() != null) ? hint.table() : sibling(hint.table(), hint.from());
		Table source = actual.table(from);
		Table target = expected.table(hint.table());
		String to = hint.to();
		if (target == null || (to != null && target.column(to) == null)) {
			throw new InvalidInputException("Cannot rename to '%s': the expected schema has no such %s".formatted(
					(to != null) ? hint.table() + "." + to : hint.table(), (target == null) ? "table" : "column"));
		}
		if (to == null) {
			return source != null && actual.table(hint.table()) == null;
		}
		return source != null && source.column(hint.from()) != null && source.column(to) == null;
	}

	static QualifiedName sibling(QualifiedName table, String name) {
		return QualifiedName.of((table.schema() != null) ? table.schema().value() : null, name);
	}

	private static DatabaseSchema rename(DatabaseSchema schema, RenameHint hint) {
		UnaryOperator<ObjectReference> references = references(hint);
		SortedMap<ObjectReference, SchemaObject> objects = new TreeMap<>();
		RenamedModel model = new RenamedModel(hint);
		for (SchemaObject object : schema.objects().values()) {
			SchemaObject renamed = (object instanceof Table table) ? model.table(table)
					: (object instanceof Sequence sequence && sequence.ownedBy() != null)
							? new Sequence(sequence.name(), sequence.options(), references.apply(sequence.ownedBy()),
									sequence.unlogged(), sequence.comment())
							: object;
			objects.put(renamed.reference(), renamed);
		}
		SortedMap<ObjectReference, List<ObjectReference>> dependencies = new TreeMap<>();
		schema.dependencies()
			.forEach((object, needed) -> dependencies.put(references.apply(object),
					needed.stream().map(references).toList()));
		return new DatabaseSchema(schema.serverVersion(), objects, dependencies);
	}

	static UnaryOperator<ObjectReference> references(RenameHint hint) {
		if (hint.to() == null) {
			QualifiedName from = sibling(hint.table(), hint.from());
			return (reference) -> reference.name().equals(from)
					? new ObjectReference(reference.kind(), hint.table(), reference.detail()) : reference;
		}
		ObjectReference from = new ObjectReference(ObjectKind.COLUMN, hint.table(), hint.from());
		ObjectReference to = new ObjectReference(ObjectKind.COLUMN, hint.table(), hint.to());
		return (reference) -> reference.equals(from) ? to : reference;
	}

}
