package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables, views, sequences and composite types, without their parts, and how they
 * inherit from each other.
 */
final class RelationReader {

	private final Catalog catalog;

	RelationReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void readRelations(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			QualifiedName name = this.catalog.name(rows.number(), rows.text());
			char kind = rows.character();
			Detail detail = new Detail(rows);
			if ((kind == 'v' || kind == 'm') && detail.viewDefinition == null) {
				throw new ConcurrentChangeException(CatalogQuery.RELATIONS);
			}
			boolean selectable = rows.flag();
			boolean hidden = rows.flag() || this.catalog.scope().excludes(name);
			CatalogRelation relation = new CatalogRelation(oid, name, kind, hidden);
			if (!hidden) {
				detail.copyTo(relation);
				relation.comment = this.catalog.comment(CatalogId.CLASS, oid);
				if (!selectable) {
					this.catalog.scope().addNotReadable(name);
				}
				register(relation, rows.number());
			}
			this.catalog.add(relation);
		}
	}

	private void register(CatalogRelation relation, long rowType) {
		if (rowType != 0) {
			this.catalog.register(CatalogId.TYPE, rowType, relation.reference());
			if (relation.kind == 'c') {
				relation.comment = this.catalog.comment(CatalogId.TYPE, rowType);
			}
		}
	}

	void readOutside(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			QualifiedName name = QualifiedName.of(rows.text(), rows.text());
			CatalogRelation relation = this.catalog.anyRelation(oid);
			if (relation == null) {
				relation = new CatalogRelation(oid, name, 'r', true);
				this.catalog.add(relation);
			}
			relation.nameColumn(rows.integer(), rows.text());
		}
	}

	void readInheritance(Rows rows) throws SQLException {
		while (rows.next()) {
			long child = rows.number();
			long parent = rows.number();
			CatalogRelation relation = this.catalog.relation(child);
			CatalogRelation of = this.catalog.anyRelation(parent);
			if (relation != null && of != null) {
				relation.parents.add(of.name);
			}
			else if (relation == null) {
				this.catalog.indexes().attach(child, parent);
			}
		}
	}

	private static final class Detail {

		private final boolean unlogged;

		private final boolean rowSecurity;

		private final boolean forceRowSecurity;

		private final char replicaIdentity;

		private final @Nullable String accessMethod;

		private final @Nullable String tablespace;

		private final Map<String, String> options;

		private final Map<String, String> toastOptions;

		private final @Nullable String ofType;

		private final @Nullable String partitionKey;

		private final @Nullable String partitionBound;

		private final @Nullable String viewDefinition;

		private final @Nullable String server;

		private final Map<String, String> serverOptions;

		Detail(Rows rows) throws SQLException {
			this.unlogged = rows.character() == 'u';
			this.rowSecurity = rows.flag();
			this.forceRowSecurity = rows.flag();
			this.replicaIdentity = rows.character();
			this.accessMethod = rows.textOrNull();
			this.tablespace = rows.textOrNull();
			this.options = rows.options();
			this.toastOptions = rows.options();
			this.ofType = rows.textOrNull();
			this.partitionKey = rows.textOrNull();
			this.partitionBound = rows.textOrNull();
			this.viewDefinition = rows.textOrNull();
			this.server = rows.textOrNull();
			this.serverOptions = rows.options();
		}

		void copyTo(CatalogRelation relation) {
			relation.unlogged = this.unlogged;
			relation.rowSecurity = this.rowSecurity;
			relation.forceRowSecurity = this.forceRowSecurity;
			relation.replicaIdentity = switch (this.replicaIdentity) {
				case 'f' -> "FULL";
				case 'n' -> relation.isTable() && relation.kind != 'f' ? "NOTHING" : "DEFAULT";
				default -> "DEFAULT";
			};
			relation.accessMethod = this.accessMethod;
			relation.tablespace = this.tablespace;
			relation.options = this.options;
			if (!this.toastOptions.isEmpty()) {
				relation.options = new HashMap<>(this.options);
				this.toastOptions.forEach((name, value) -> relation.options.put("toast." + name, value));
			}
			relation.ofType = this.ofType;
			relation.partitionKey = this.partitionKey;
			relation.partitionBound = this.partitionBound;
			relation.viewDefinition = this.viewDefinition;
			relation.foreign = (this.server != null) ? new Table.Foreign(this.server, this.serverOptions) : null;
		}

	}

}
