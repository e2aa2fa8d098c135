package io.github.dbadapter.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.LockedCatalog.Step;

/**
 * The source's side of a {@link Transfer}: which of its tables are wanted, in one
 * read-only snapshot. Not safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class TransferSource {

	private final TransferRequest request;

	private final List<String> notices = new ArrayList<>();

	private final Set<Long> pulledIn = new LinkedHashSet<>();

	private final DataPlan wanted;

	private final Masking masking;

	private TransferSource(Connection source, TransferRequest request) throws SQLException {
		this.request = request;
		Catalog catalog = new LockedCatalog(source, request.purpose(), " of the source", this::readable)
			.read(() -> BackupService.begin(source), Step.NOTHING);
		this.wanted = plan(catalog);
		refuseFiltered(request, "source", tables(this.wanted));
		this.masking = Masking.resolve(request.masks(), new TableResolver(catalog), request.maskSalt());
		BackupService.set(source, this.masking.settings());
		BackupService.set(source, owner());
		Statements reading = new Statements(source);
		this.masking.check(reading);
		if (request.userId() != null) {
			new OwnerCheck(reading, request.purpose()).check(request.userId(), this.wanted.context());
		}
	}

	/**
	 * Begins the transaction of the source, in one read-only snapshot and with its tables
	 * locked against changes of their columns, and pins the settings of its session.
	 * @param source a connection in autocommit mode, whose role needs to read only
	 * @param request what is wanted
	 * @return what the source has of it
	 * @throws SQLException if the source's server fails
	 * @throws io.github.dbadapter.InvalidInputException if the request names what is not
	 * there
	 * @throws OperationRefusedException if the role may not see every row, or others hold
	 * the tables
	 */
	public static TransferSource read(Connection source, TransferRequest request) throws SQLException {
		return new TransferSource(source, request);
	}

	/**
	 * Begins the transaction of a target, with its tables locked against changes of their
	 * columns, its settings pinned, and unless it is only compared with the
	 * {@link TargetLock} taken; lays the source's tables over those of the target.
	 * @param target a connection in autocommit mode
	 * @return the plan
	 * @throws SQLException if the target's server fails
	 * @throws io.github.dbadapter.InvalidInputException if the target lacks a table or
	 * column
	 * @throws OperationRefusedException if the role may not see every row, or others hold
	 * the tables or the lock
	 */
	public Transfer onto(Connection target) throws SQLException {
		return new TransferPlanner(this, target).plan();
	}

	TransferRequest request() {
		return this.request;
	}

	DataPlan wanted() {
		return this.wanted;
	}

	Masking masking() {
		return this.masking;
	}

	List<String> notices() {
		return this.notices;
	}

	/** Whether it was not asked for but is referred to. */
	boolean isPulledIn(PlannedTable table) {
		return this.pulledIn.contains(table.table().oid());
	}

	/** Settings by which both sides know whose rows are meant. */
	Map<String, String> owner() {
		return Map.of(BackupQueries.OWNER, (this.request.userId() != null) ? this.request.userId() : "");
	}

	private List<CatalogTable> readable(Catalog catalog) {
		List<CatalogTable> tables = plan(catalog).read(this.request.userId() != null);
		List<CatalogTable> unreadable = tables.stream().filter((table) -> !table.readable()).toList();
		if (!unreadable.isEmpty()) {
			throw new OperationRefusedException(
					"Could not %s: the role may not read %s in the source. Grant SELECT, or name the tables wanted"
						.formatted(this.request.purpose(), BackupService.keys(unreadable)));
		}
		return tables;
	}

	private static List<CatalogTable> tables(DataPlan plan) {
		return Stream.concat(plan.tables().stream(), plan.lookups().stream()).map(PlannedTable::table).toList();
	}

	private DataPlan plan(Catalog catalog) {
		this.notices.clear();
		this.pulledIn.clear();
		boolean byOwner = this.request.userId() != null;
		DataPlan plan = new DataPlanner(catalog, byOwner).plan(this.request.schema(), this.request.tables());
		if (this.request.tables().isEmpty()) {
			return plan;
		}
		Map<Long, PlannedTable> all = new LinkedHashMap<>();
		plan.tables().forEach((table) -> all.put(table.table().oid(), table));
		List<PlannedTable> open = new ArrayList<>(plan.tables());
		while (!open.isEmpty()) {
			PlannedTable table = open.remove(0);
			for (Long needed : table.needed()) {
				PlannedTable parent = plan.context()
					.stream()
					.filter((candidate) -> candidate.table().oid() == needed)
					.findFirst()
					.orElse(null);
				boolean owned = !byOwner || (parent != null && (parent.owner() != null || parent.parent() != null));
				if (parent != null && owned && all.putIfAbsent(parent.table().oid(), parent) == null) {
					open.add(parent);
					this.pulledIn.add(parent.table().oid());
					this.notices.add("%s is pulled in, because %s refers to it: rows it lacks are added, others stay"
						.formatted(parent.key(), table.key()));
				}
			}
		}
		return new DataPlanner(catalog, byOwner).plan(this.request.schema(),
				all.values().stream().map(PlannedTable::key).toList());
	}

	static void refuseFiltered(TransferRequest request, String side, List<CatalogTable> tables) {
		List<CatalogTable> filtered = tables.stream().filter(CatalogTable::filtered).toList();
		if (!filtered.isEmpty()) {
			throw new OperationRefusedException(
					"Could not %s: row-level security hides rows of %s from the role of the %s. Use the tables' owner or a role with BYPASSRLS"
						.formatted(request.purpose(), BackupService.keys(filtered), side));
		}
	}

}
