package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;

/**
 * An actual schema as it will be once its tables and columns have their new names.
 *
 * @param statements the statements that rename
 * @param renamed the schema afterwards
 */
record Renaming(List<RenameHint> statements, DatabaseSchema renamed) {

	/**
	 * Applies hints. One whose new name is there already and whose old name is not has
	 * been followed before, and is left out.
	 * @param hints the hints
	 * @param expected what the names shall be
	 * @param actual what they are
	 * @return the renamed schema
	 */
	static Renaming of(Collection<RenameHint> hints, DatabaseSchema expected, DatabaseSchema actual) {
		List<RenameHint> followed = new ArrayList<>();
		DatabaseSchema renamed = actual;
		for (RenameHint hint : hints) {
			if (isPending(hint, expected, renamed)) {
				followed.add(hint);
				renamed = rename(renamed, hint);
			}
		}
		return new Renaming(List.copyOf(followed), renamed);
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
