package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads what depends on what. An object that the model does not name by itself stands for
 * what it is part of: an array for its element, a rewrite rule for its view, a member for
 * its extension.
 */
final class DependencyReader {

	private final Catalog catalog;

	private final Map<Long, Long> wholes = new HashMap<>();

	private final List<Dependency> dependencies = new ArrayList<>();

	DependencyReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void read(Rows rows) throws SQLException {
		while (rows.next()) {
			long object = CatalogId.of(rows.number(), rows.number());
			int column = rows.integer();
			long needed = CatalogId.of(rows.number(), rows.number());
			int neededColumn = rows.integer();
			char type = rows.character();
			if (type == 'n' || column != 0) {
				this.dependencies.add(new Dependency(object, column, needed, neededColumn));
			}
			else {
				this.wholes.putIfAbsent(object, needed);
			}
		}
	}

	Map<ObjectReference, List<ObjectReference>> toMap() {
		Map<ObjectReference, List<ObjectReference>> map = new HashMap<>();
		for (Dependency dependency : this.dependencies) {
			ObjectReference object = resolve(dependency.object(), dependency.column());
			ObjectReference needed = resolve(dependency.needed(), dependency.neededColumn());
			if (object != null && needed != null && !impliedBy(object, needed)) {
				map.computeIfAbsent(object, (key) -> new ArrayList<>(2)).add(needed);
			}
		}
		return map;
	}

	/**
	 * That a constraint or index needs the table and the columns that it is about goes
	 * without saying.
	 */
	private static boolean impliedBy(ObjectReference object, ObjectReference needed) {
		if (object.equals(needed)) {
			return true;
		}
		boolean ofOneRelation = object.name().equals(needed.name()) && isRelationOrPart(object)
				&& isRelationOrPart(needed);
		return ofOneRelation && (needed.detail() == null || object.detail() == null
				|| object.kind() == ObjectKind.CONSTRAINT || object.kind() == ObjectKind.INDEX);
	}

	private static boolean isRelationOrPart(ObjectReference reference) {
		return switch (reference.kind()) {
			case TABLE, COLUMN, CONSTRAINT, INDEX, VIEW, MATERIALIZED_VIEW, TRIGGER, POLICY, RULE -> true;
			default -> false;
		};
	}

	private @Nullable ObjectReference resolve(long id, int column) {
		Long at = id;
		for (int steps = 0; at != null && steps < 5; steps++) {
			ObjectReference reference = this.catalog.reference(at);
			if (reference != null) {
				return (column != 0 && steps == 0) ? ofColumn(id, column, reference) : reference;
			}
			at = this.wholes.get(at);
		}
		return null;
	}

	private ObjectReference ofColumn(long id, int column, ObjectReference reference) {
		CatalogRelation relation = this.catalog.relation(id & 0xFFFFFFFFL);
		if (relation == null || id >>> 32 != CatalogId.CLASS || relation.kind == 'c') {
			return reference;
		}
		String name = relation.columnName(column);
		return (name != null) ? relation.reference(ObjectKind.COLUMN, name) : reference;
	}

	private record Dependency(long object, int column, long needed, int neededColumn) {

	}

}
