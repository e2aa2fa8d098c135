package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Identity;
import io.github.dbadapter.schema.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads columns and, from version 18, the not-null constraints that they have.
 */
final class ColumnReader {

	/** What format_type gives for a type that is gone. */
	private static final String NO_TYPE = "???";

	private final Catalog catalog;

	private final Map<Long, NotNullRow> notNulls = new HashMap<>();

	private final Map<Long, String> types = new HashMap<>();

	private final Map<Long, Map<Integer, Integer>> indexTargets = new HashMap<>();

	ColumnReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void readNotNulls(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			long relation = rows.number();
			this.notNulls.put(CatalogId.of(relation, rows.number()), new NotNullRow(rows.text(), rows.flag(),
					rows.flag(), rows.flag(), this.catalog.comment(CatalogId.CONSTRAINT, oid)));
		}
	}

	void readTypes(Rows rows) throws SQLException {
		while (rows.next()) {
			this.types.put(CatalogId.of(rows.number(), rows.number()), rows.text());
		}
	}

	void read(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			CatalogRelation relation = this.catalog.anyRelation(oid);
			if (relation == null) {
				readIndexTarget(oid, rows);
			}
			else if (relation.hidden) {
				relation.nameColumn(rows.integer(), rows.text());
			}
			else {
				read(relation, rows);
			}
		}
	}

	private void read(CatalogRelation relation, Rows rows) throws SQLException {
		int number = rows.integer();
		String name = rows.text();
		relation.nameColumn(number, name);
		String type = this.types.getOrDefault(CatalogId.of(rows.number(), rows.number()), NO_TYPE);
		String collation = rows.textOrNull();
		boolean notNull = rows.flag();
		Identity identity = this.catalog.sequences().identity(relation.oid, number, rows.character());
		char generated = rows.character();
		boolean local = rows.flag();
		CatalogColumn column = new CatalogColumn(number, name, type, collation, notNull,
				notNull ? notNull(relation, number, name, local) : null, identity, generated, local,
				rows.integerOrNull(), rows.textOrNull(), rows.options(), rows.options(), rows.textOrNull(),
				this.catalog.comments().of(CatalogId.CLASS, relation.oid, number));
		relation.columns.add(column);
		long defaultOid = rows.number();
		if (type.equals(NO_TYPE) || (defaultOid != 0 && column.expression() == null)) {
			throw new ConcurrentChangeException(CatalogQuery.COLUMNS);
		}
		if (defaultOid != 0) {
			this.catalog.register(CatalogId.ATTRDEF, defaultOid, relation.reference(ObjectKind.COLUMN, name));
		}
	}

	private Column.@Nullable NotNull notNull(CatalogRelation relation, int number, String column, boolean local) {
		NotNullRow row = this.notNulls.get(CatalogId.of(relation.oid, number));
		if (row == null) {
			return null;
		}
		boolean named = (row.local() || relation.isPartition())
				&& !row.name().equals(relation.name.name().value() + "_" + column + "_not_null");
		if (!named && row.validated() && !row.noInherit() && row.local() == local && row.comment() == null) {
			return null;
		}
		return new Column.NotNull(named ? row.name() : null, row.validated(), row.noInherit(), row.local(),
				row.comment());
	}

	private void readIndexTarget(long index, Rows rows) throws SQLException {
		int number = rows.integer();
		rows.skip(8);
		Integer target = rows.integerOrNull();
		if (target != null) {
			this.indexTargets.computeIfAbsent(index, (key) -> new HashMap<>()).put(number, target);
		}
	}

	Map<Integer, Integer> indexTargets(long index) {
		return this.indexTargets.getOrDefault(index, Map.of());
	}

	private record NotNullRow(String name, boolean validated, boolean noInherit, boolean local,
			@Nullable String comment) {

	}

}
