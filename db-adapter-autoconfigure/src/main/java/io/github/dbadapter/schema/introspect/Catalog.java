package io.github.dbadapter.schema.introspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What one introspection has read so far, by oid. Objects of all catalogs share one map:
 * the key is made of the catalog's own oid, which is the same on every server, and the
 * object's.
 */
final class Catalog {

	private final CatalogScope scope;

	private final Map<String, String> shared = new HashMap<>();

	private final Map<Long, CatalogRelation> relations = new HashMap<>();

	private final Map<Long, ObjectReference> references = new HashMap<>();

	private final List<SchemaObject> objects = new ArrayList<>();

	private final CommentReader comments = new CommentReader();

	private final SequenceReader sequences = new SequenceReader(this);

	private final ColumnReader columns = new ColumnReader(this);

	private final IndexReader indexes = new IndexReader(this);

	private final DependencyReader dependencies = new DependencyReader(this);

	private final TypeReader types = new TypeReader(this);

	Catalog(CatalogScope scope) {
		this.scope = scope;
	}

	CatalogScope scope() {
		return this.scope;
	}

	Map<String, String> shared() {
		return this.shared;
	}

	CommentReader comments() {
		return this.comments;
	}

	SequenceReader sequences() {
		return this.sequences;
	}

	ColumnReader columns() {
		return this.columns;
	}

	IndexReader indexes() {
		return this.indexes;
	}

	TypeReader types() {
		return this.types;
	}

	DependencyReader dependencies() {
		return this.dependencies;
	}

	void add(CatalogRelation relation) {
		this.relations.put(relation.oid, relation);
		if (!relation.hidden) {
			this.references.put(CatalogId.of(CatalogId.CLASS, relation.oid), relation.reference());
		}
	}

	/**
	 * Returns a relation, also one that the model leaves out.
	 */
	@Nullable CatalogRelation anyRelation(long oid) {
		return this.relations.get(oid);
	}

	/**
	 * Returns a relation of the model.
	 */
	@Nullable CatalogRelation relation(long oid) {
		CatalogRelation relation = this.relations.get(oid);
		return (relation != null && !relation.hidden) ? relation : null;
	}

	void add(SchemaObject object) {
		this.objects.add(object);
	}

	void add(int catalog, long oid, SchemaObject object) {
		add(object);
		register(catalog, oid, object.reference());
	}

	void register(int catalog, long oid, ObjectReference reference) {
		this.references.put(CatalogId.of(catalog, oid), reference);
	}

	@Nullable ObjectReference reference(long id) {
		return this.references.get(id);
	}

	@Nullable String comment(int catalog, long oid) {
		return this.comments.of(catalog, oid, 0);
	}

	QualifiedName name(long namespace, String name) {
		return this.scope.name(namespace, name);
	}

	DatabaseSchema toSchema() {
		for (CatalogRelation relation : this.relations.values()) {
			if (!relation.hidden && relation.kind != 'S') {
				this.objects.add(relation.toObject(this));
			}
		}
		this.objects.addAll(this.scope.namespaces(this.comments));
		return DatabaseSchema.of(this.scope.serverVersion(), this.objects.stream(), this.dependencies.toMap());
	}

}
