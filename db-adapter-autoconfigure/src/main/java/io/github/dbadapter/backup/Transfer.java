package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.sql.NotPermittedException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one database on their way into another one, by the rules of a restore: which
 * tables, in which order, by which keys, and how rows that came over are matched and
 * written. What comes over, and how, is the caller's. Works inside the transactions of
 * both connections, which it neither commits nor rolls back; not safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Transfer {

	private final Statements statements;

	private final TransferRequest request;

	private final RestoreRequest rules;

	private final List<TransferUnit> units;

	private final List<TransferTable> lookups;

	private final List<String> notices;

	private final KeyGenerator keys;

	private final RestorePlan plan;

	private final ExclusiveTables exclusive;

	private Set<RestoreTable> freezable = Set.of();

	Transfer(Statements statements, TransferRequest request, RestorePlan plan, List<TransferTable> tables,
			List<TransferTable> lookups, List<String> notices) {
		this.statements = statements;
		this.request = request;
		this.plan = plan;
		this.rules = TransferPlanner.rules(request);
		this.keys = new KeyGenerator(statements, request.preview());
		this.lookups = List.copyOf(lookups);
		this.notices = List.copyOf(notices);
		this.exclusive = new ExclusiveTables(statements);
		this.units = plan.units()
			.stream()
			.filter((unit) -> !unit.isEmpty())
			.map((unit) -> new TransferUnit(statements, new UnitRestorer(statements, this.rules, unit, plan, this.keys),
					tables.stream().filter((table) -> unit.contains(table.table())).toList(), this))
			.toList();
		TransferPlanner.addReferenced(Stream.concat(tables.stream(), lookups.stream()).toList());
	}

	/** Units in order, parents first. */
	public List<TransferUnit> units() {
		return this.units;
	}

	public List<TransferTable> tables() {
		return this.units.stream().flatMap((unit) -> unit.tables().stream()).toList();
	}

	/** Tables whose rows only tell which row of the target is meant. */
	public List<TransferTable> lookups() {
		return this.lookups;
	}

	/** What a person should know, by the end. */
	public List<String> notices() {
		return Stream
			.concat(this.notices.stream(), this.plan.tables().stream().flatMap((table) -> table.notices().stream()))
			.toList();
	}

	TransferTable find(RestoreTable table) {
		return Stream.concat(tables().stream(), this.lookups.stream())
			.filter((candidate) -> candidate.table() == table)
			.findFirst()
			.orElseThrow();
	}

	TransferUnit unit(TransferTable table) {
		return this.units.stream().filter((unit) -> unit.tables().contains(table)).findFirst().orElseThrow();
	}

	/** What is done, completing "Could not …". */
	String purpose() {
		return this.request.purpose();
	}

	boolean isCompareOnly() {
		return this.request.compareOnly();
	}

	/** Rows of a table that was not asked for stay as they are. */
	boolean overwrites(TransferTable table) {
		return this.request.overwrite() && !table.isPulledIn();
	}

	/**
	 * Finds the rows that a lookup means; its staging is filled.
	 * @param lookup the table
	 * @return whether each has the same key in the target
	 * @throws SQLException if the server fails
	 */
	public boolean matchLookup(TransferTable lookup) throws SQLException {
		RowMapping mapping = new RowMapping(lookup.table(), List.of(lookup.table()), this.plan, false);
		RowMatcher matcher = new RowMatcher(this.statements, this.rules, lookup.table(), mapping, this.keys);
		matcher.prepare();
		matcher.match();
		return !this.statements.exists("SELECT FROM %s WHERE st <> 'M' OR %s".formatted(lookup.table().map(),
				UnitRestorer.rekeyed(lookup.table())));
	}

	/**
	 * Whether rows can go straight into the target: its tables are empty, nothing there
	 * acts on them, and all that they refer to comes along.
	 */
	public boolean isFirstCopy() throws SQLException {
		if (!this.lookups.isEmpty() || tables().isEmpty()) {
			return false;
		}
		for (TransferTable table : tables()) {
			CatalogTable target = table.table().table();
			boolean enforced = table.table()
				.plan()
				.references()
				.stream()
				.allMatch((reference) -> this.plan.find(reference.target()) != null && target.foreignKeys()
					.stream()
					.anyMatch((key) -> key.columns().equals(reference.columns())
							&& key.referencedOid() == reference.target().oid()));
			if (!enforced || table.columns().isEmpty() || target.isWatched() || !isTargetEmpty(table)) {
				return false;
			}
		}
		return true;
	}

	public boolean isTargetEmpty(TransferTable table) throws SQLException {
		return !this.statements.exists("SELECT FROM " + table.target());
	}

	/**
	 * Takes foreign keys, keys and indexes off empty tables until {@link #putBack()},
	 * under an exclusive lock. Does nothing if the role could not put them back or
	 * another session uses them.
	 * @return whether it was done
	 * @throws SQLException if the server fails
	 */
	public boolean takeOff() throws SQLException {
		List<RestoreTable> restored = this.plan.tables();
		String oids = String.join(", ", restored.stream().map((table) -> Long.toString(table.table().oid())).toList());
		if (this.statements.exists(
				"SELECT FROM pg_catalog.pg_class WHERE oid IN (%s) AND NOT (pg_catalog.pg_has_role(relowner, 'USAGE') AND pg_catalog.has_schema_privilege(relnamespace, 'CREATE'))"
					.formatted(oids))) {
			return false;
		}
		this.statements.execute("SAVEPOINT db_adapter_take");
		try {
			this.exclusive.take(restored, true);
			this.freezable = this.exclusive.truncateBlank(restored);
			this.statements.execute("RELEASE SAVEPOINT db_adapter_take");
			return true;
		}
		catch (OperationRefusedException ex) {
			this.statements.execute("ROLLBACK TO SAVEPOINT db_adapter_take");
			this.statements.execute("RELEASE SAVEPOINT db_adapter_take");
			return false;
		}
	}

	/** Whether COPY into a table that was taken off may say FREEZE. */
	public boolean mayFreeze(TransferTable table) {
		return this.freezable.contains(table.table());
	}

	public void putBack() throws SQLException {
		this.exclusive.putBack();
	}

	/**
	 * Lets the sequences of the target go on above the highest keys.
	 */
	public void advanceSequences() throws SQLException {
		for (RestoreTable table : this.plan.tables()) {
			this.keys.advance(table);
		}
	}

	/**
	 * User triggers that the rows written have fired, or would when it is committed.
	 * @param deleted tables that lost rows
	 */
	public List<String> triggers(Collection<TransferTable> deleted) {
		return new TriggerSwitch(this.statements, this.plan.tables())
			.fired(deleted.stream().map(TransferTable::table).collect(Collectors.toSet()));
	}

	/**
	 * Sets the owner whose rows the target's side is about.
	 * @param owner the owner
	 * @throws SQLException if the server fails
	 */
	public void targetOwner(String owner) throws SQLException {
		BackupService.set(this.statements.connection(), Map.of(BackupQueries.OWNER, owner));
	}

	/** Whether each row of the table is an owner itself. */
	public boolean isOwners(TransferTable table) {
		return table.isOwners();
	}

	/**
	 * Returns the key that the owner has in the target.
	 * @param table a matched table
	 * @return the key as text, {@code null} if this is not the table of owners, or the
	 * owner did not come over
	 * @throws SQLException if the server fails
	 */
	public @Nullable String ownerIn(TransferTable table) throws SQLException {
		if (!table.isOwners() || !table.staging().isCreated()) {
			return null;
		}
		String[] found = new String[1];
		this.statements.each("SELECT n0::text FROM %s WHERE st IN ('I', 'M') AND r >= 0".formatted(table.table().map()),
				(row) -> found[0] = row.getString(1));
		return found[0];
	}

	/**
	 * Finds out, once the target's transaction is rolled back, which rights its role
	 * lacks for all of this.
	 * @param failure what the target said
	 * @param deletes whether rows of the tables asked for are deleted as well
	 * @return what to tell instead
	 * @throws SQLException if the server fails
	 */
	public NotPermittedException notPermitted(SQLException failure, boolean deletes) throws SQLException {
		return new TransferRights(this.statements, this, deletes).instead(failure);
	}

}
