package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads indexes; those of constraints are kept for the {@link ConstraintReader}.
 */
final class IndexReader {

	private static final String ONLY = "ONLY ";

	private final Catalog catalog;

	private final Map<Long, CatalogIndex> indexes = new HashMap<>();

	private final Map<Long, Long> parents = new HashMap<>();

	IndexReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void attach(long index, long parent) {
		this.parents.put(index, parent);
	}

	void read(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			CatalogRelation relation = this.catalog.relation(rows.number());
			if (relation == null) {
				continue;
			}
			String name = rows.text();
			boolean unique = rows.flag();
			boolean clustered = rows.flag();
			if (rows.flag()) {
				relation.replicaIdentity = "USING INDEX " + new Identifier(name).quoted();
			}
			boolean valid = rows.flag();
			int[] keys = rows.integers();
			keys = Arrays.copyOf(keys, Math.min(keys.length, rows.integer()));
			CatalogIndex index = new CatalogIndex(oid, relation, name, unique, clustered, valid, keys, rows.flag(),
					rows.textOrNull(), rows.options(), rows.textOrNull());
			this.indexes.put(oid, index);
			relation.indexes.add(index);
			ObjectKind kind = (index.definition() != null) ? ObjectKind.INDEX : ObjectKind.CONSTRAINT;
			this.catalog.register(CatalogId.CLASS, oid, relation.reference(kind, name));
		}
	}

	@Nullable CatalogIndex index(long oid) {
		return this.indexes.get(oid);
	}

	/**
	 * Returns the index of the partitioned table that an index is attached to.
	 */
	@Nullable QualifiedName parent(long oid) {
		Long parent = this.parents.get(oid);
		CatalogIndex index = (parent != null) ? this.indexes.get(parent) : null;
		return (index != null) ? new QualifiedName(index.relation().name.schema(), new Identifier(index.name())) : null;
	}

	Index toIndex(CatalogIndex index) {
		return new Index(index.name(), index.unique(), fromUsing(Objects.requireNonNull(index.definition())),
				index.relation().columnNames(index.keys()), index.hasExpressions(), index.valid(), index.clustered(),
				parent(index.oid()), this.catalog.columns().indexTargets(index.oid()), index.tablespace(),
				this.catalog.comment(CatalogId.CLASS, index.oid()));
	}

	/**
	 * Cuts {@code CREATE [UNIQUE] INDEX name ON [ONLY] schema.table} off.
	 */
	static String fromUsing(String definition) {
		int at = definition.indexOf(" INDEX ") + " INDEX ".length();
		at = afterIdentifier(definition, at) + " ON ".length();
		if (definition.startsWith(ONLY, at)) {
			at += ONLY.length();
		}
		at = afterIdentifier(definition, at);
		while (definition.charAt(at) == '.') {
			at = afterIdentifier(definition, at + 1);
		}
		return definition.substring(at + 1);
	}

	private static int afterIdentifier(String text, int start) {
		int at = start;
		if (text.charAt(at) != '"') {
			while (text.charAt(at) != ' ' && text.charAt(at) != '.') {
				at++;
			}
			return at;
		}
		at++;
		while (text.charAt(at) != '"' || text.charAt(at + 1) == '"') {
			at += (text.charAt(at) == '"') ? 2 : 1;
		}
		return at + 1;
	}

}
