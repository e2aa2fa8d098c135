package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.sql.LockNotAvailableException;

/**
 * Takes foreign keys, secondary indexes and, of empty tables, keys off for the time of a
 * restore or first copy and puts them back, inside the transaction and under an exclusive
 * lock. An index with properties that its definition does not show stays.
 */
final class ExclusiveTables {

	/**
	 * Foreign keys that hold for every row. Others would not check the new rows when they
	 * are put back, or check them from then on.
	 */
	private static final String REMOVABLE = """
			c.contype = 'f' AND c.conparentid = 0 AND c.convalidated
				AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgconstraint = c.oid AND g.tgenabled <> 'O')""";

	private static final String FOREIGN_KEYS = """
			SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname),
				format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)),
				CASE WHEN d.description IS NOT NULL THEN format('COMMENT ON CONSTRAINT %%I ON %%s IS %%L', c.conname,
					c.conrelid::regclass, d.description) END
			FROM pg_constraint c LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_constraint'::regclass
			WHERE c.conrelid IN (%s) AND
			"""
			+ REMOVABLE + " ORDER BY c.conname";

	/** Those that nothing but foreign keys taken off as well depends on. */
	private static final String KEYS = """
			SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname),
				format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)),
				CASE WHEN d.description IS NOT NULL THEN format('COMMENT ON CONSTRAINT %%I ON %%s IS %%L', c.conname,
					c.conrelid::regclass, d.description) END
			FROM pg_constraint c JOIN pg_index i ON i.indexrelid = c.conindid JOIN pg_class x ON x.oid = i.indexrelid
			JOIN pg_class r ON r.oid = c.conrelid
			LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_constraint'::regclass
			WHERE c.contype IN ('p', 'u') AND c.conrelid IN (%1$s) AND r.relkind = 'r' AND NOT r.relispartition
				AND i.indisvalid AND NOT i.indisclustered AND NOT i.indisreplident AND x.reltablespace = 0 AND x.reloptions IS NULL
				AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget > 0)
				AND NOT EXISTS (SELECT FROM pg_description o WHERE o.objoid = x.oid AND o.classoid = 'pg_class'::regclass)
				AND NOT EXISTS (SELECT FROM pg_depend p LEFT JOIN pg_constraint f ON f.oid = p.objid
						AND p.classid = 'pg_constraint'::regclass AND f.conrelid IN (%1$s) AND
			"""
			+ REMOVABLE.replace("c.", "f.")
			+ """
							WHERE ((p.refobjid = x.oid AND p.refclassid = 'pg_class'::regclass)
								OR (p.refobjid = c.oid AND p.refclassid = 'pg_constraint'::regclass AND p.objid <> x.oid))
								AND f.oid IS NULL)
					ORDER BY c.contype, c.conname""";

	private static final String INDEXES = """
			SELECT format('DROP INDEX %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid),
				CASE WHEN d.description IS NOT NULL THEN format('COMMENT ON INDEX %%s IS %%L', i.indexrelid::regclass, d.description) END
			FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
			LEFT JOIN pg_description d ON d.objoid = x.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
			WHERE i.indrelid IN (%s) AND NOT i.indisunique AND NOT i.indisexclusion AND i.indisvalid AND NOT i.indisclustered
				AND NOT i.indisreplident AND x.relkind = 'i' AND NOT x.relispartition AND x.reltablespace = 0
				AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget > 0)
				AND NOT EXISTS (SELECT FROM pg_depend p WHERE p.refobjid = x.oid AND p.refclassid = 'pg_class'::regclass)
			ORDER BY x.relname""";

	/**
	 * Tables without a single block, whose TRUNCATE fires, reaches and tells nobody
	 * anything. A snapshot does not show what others wrote after it, the size does.
	 */
	private static final String BLANK = """
			SELECT r.oid FROM pg_class r WHERE r.oid IN (%s) AND r.relkind = 'r' AND pg_relation_size(r.oid) = 0
				AND has_table_privilege(r.oid, 'TRUNCATE')
				AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = r.oid AND NOT t.tgisinternal)
				AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.confrelid = r.oid AND c.contype = 'f')
				AND NOT EXISTS (SELECT FROM pg_replication_slots s WHERE s.slot_type = 'logical' AND s.database = current_database())""";

	/** With somebody who waits for what has been read before. */
	private static final String DEADLOCK = "40P01";

	private final Statements statements;

	private boolean taken;

	private final List<String> put = new ArrayList<>();

	ExclusiveTables(Statements statements) {
		this.statements = statements;
	}

	/**
	 * Takes off.
	 * @param tables the tables
	 * @param keys whether primary keys and unique constraints as well, which only empty
	 * tables can do without
	 */
	void take(List<RestoreTable> tables, boolean keys) throws SQLException {
		lock(tables);
		String oids = oids(tables);
		List<String> drops = new ArrayList<>();
		List<String> foreignKeys = new ArrayList<>();
		collect(FOREIGN_KEYS.formatted(oids), drops, foreignKeys);
		if (keys) {
			collect(KEYS.formatted(oids), drops, this.put);
		}
		collect(INDEXES.formatted(oids), drops, this.put);
		this.put.addAll(foreignKeys);
		for (String drop : drops) {
			this.statements.execute(drop);
		}
		this.taken = true;
	}

	/**
	 * Lets COPY write rows that are frozen from the start, which every later scan, index
	 * and check gains from. PostgreSQL demands that the transaction has truncated the
	 * table, so this is for what is locked and has never held a row since its last
	 * TRUNCATE.
	 * @param tables tables that were taken
	 * @return those of them for which COPY may say FREEZE
	 */
	Set<RestoreTable> truncateBlank(List<RestoreTable> tables) throws SQLException {
		Set<Long> blank = new HashSet<>();
		this.statements.each(BLANK.formatted(oids(tables)), (row) -> blank.add(row.getLong(1)));
		Set<RestoreTable> found = tables.stream()
			.filter((table) -> blank.contains(table.table().oid()))
			.collect(Collectors.toSet());
		if (!found.isEmpty()) {
			this.statements.execute("TRUNCATE ONLY " + found.stream()
				.map((table) -> table.table().name().quoted())
				.collect(Collectors.joining(", ONLY ")));
		}
		return found;
	}

	private static String oids(List<RestoreTable> tables) {
		return tables.stream().map((table) -> Long.toString(table.table().oid())).collect(Collectors.joining(", "));
	}

	private void lock(List<RestoreTable> tables) throws SQLException {
		String[] usual = new String[1];
		this.statements.each("SHOW lock_timeout", (row) -> usual[0] = row.getString(1));
		this.statements.execute("SET LOCAL lock_timeout = '3s'");
		try {
			this.statements.execute("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE".formatted(
					tables.stream().map((table) -> table.table().name().quoted()).collect(Collectors.joining(", "))));
		}
		catch (SQLException ex) {
			if (LockNotAvailableException.LOCK_NOT_AVAILABLE.equals(ex.getSQLState())
					|| DEADLOCK.equals(ex.getSQLState())) {
				throw new OperationRefusedException(
						"Could not restore exclusively: another session uses the tables. Try again later or without the exclusive mode",
						ex);
			}
			throw ex;
		}
		this.statements.execute("SET LOCAL lock_timeout = '%s'".formatted(usual[0]));
	}

	private void collect(String query, List<String> drops, List<String> adds) throws SQLException {
		this.statements.each(query, (row) -> {
			drops.add(row.getString(1));
			adds.add(row.getString(2));
			if (row.getString(3) != null) {
				adds.add(row.getString(3));
			}
		});
	}

	/** Whether the role was allowed to. */
	boolean isTaken() {
		return this.taken;
	}

	void putBack() throws SQLException {
		this.statements.execute("SET LOCAL maintenance_work_mem = '256MB'");
		// foreign keys are checked in indexes just made, which are in memory; the planner
		// takes merging two of them for as dear as hashing one, which takes twice as long
		this.statements.execute("SET LOCAL random_page_cost = 1.1; SET LOCAL cpu_tuple_cost = 0.001");
		for (String add : this.put) {
			this.statements.execute(add);
		}
		this.statements.execute("SET LOCAL cpu_tuple_cost = DEFAULT");
	}

}
