package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.FileTable.Declared;
import io.github.dbadapter.copy.SessionSettings;
import io.github.dbadapter.copy.ValueEncoding;
import io.github.dbadapter.sql.Identifier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lays the tables of one database over those of another one.
 */
final class TransferPlanner {

	/** Stands for a number of rows that is not known yet. */
	private static final long MANY = 1L << 40;

	private final TransferSource source;

	private final Connection target;

	private final TransferRequest request;

	TransferPlanner(TransferSource source, Connection target) {
		this.source = source;
		this.target = target;
		this.request = source.request();
	}

	static RestoreRequest rules(TransferRequest request) {
		return RestoreRequest.from(Path.of("source"))
			.withMode(request.overwrite() ? RestoreMode.OVERWRITE : RestoreMode.SKIP)
			.withPreview(request.preview());
	}

	Transfer plan() throws SQLException {
		DataPlan wanted = this.source.wanted();
		Masking masking = this.source.masking();
		boolean byOwner = this.request.userId() != null;
		BackupContents contents = contents(wanted);
		Catalog targetCatalog = new LockedCatalog(this.target, this.request.purpose(), " of the target", this::readable)
			.read(this::begin, this::lockTarget);
		BackupService.set(this.target, this.source.owner());
		RestorePlan plan = restorePlan(contents, targetCatalog);
		DataPlan targetPlan = new DataPlanner(targetCatalog, false).plan(contents.schema(), List.of());
		TransferSource.refuseFiltered(this.request, "target",
				Stream.concat(plan.tables().stream(), plan.lookups().stream()).map(RestoreTable::table).toList());
		BackupQueries sourceQueries = new BackupQueries(wanted, byOwner, masking);
		BackupQueries targetQueries = new BackupQueries(targetPlan, byOwner, masking);
		Statements statements = new Statements(this.target);
		List<TransferTable> tables = new ArrayList<>();
		List<TransferTable> lookups = new ArrayList<>();
		for (RestoreTable table : Stream.concat(plan.tables().stream(), plan.lookups().stream()).toList()) {
			PlannedTable from = find(wanted, table.file().key());
			TransferTable created = new TransferTable(statements, table, from, columns(table, from, masking),
					sourceQueries::from, (planned) -> targetQueries.from(declared(targetPlan, planned)),
					this.source.isPulledIn(from));
			(table.plan().lookup() ? lookups : tables).add(created);
		}
		lookups.forEach((lookup) -> lookup.roles(
				lookup.columns().stream().map(TransferColumn::name).collect(Collectors.toSet()), Set.of(), List.of()));
		List<String> notices = new ArrayList<>(this.source.notices());
		notices.addAll(wanted.notices());
		notices.addAll(plan.notices());
		return new Transfer(statements, this.request, plan, tables, lookups, notices);
	}

	/** Without a query, which would take the snapshot. */
	private void begin() throws SQLException {
		this.target.setAutoCommit(false);
		new Statements(this.target).execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
		SessionSettings.pin(this.target);
	}

	private void lockTarget() throws SQLException {
		if (!this.request.compareOnly()) {
			TargetLock.acquire(this.target, this.request.purpose());
		}
	}

	/** Of the others it is told later which right is missing. */
	private List<CatalogTable> readable(Catalog catalog) {
		return this.source.wanted()
			.read(this.request.userId() != null)
			.stream()
			.map((table) -> catalog.find(table.key()))
			.filter((table) -> table != null && table.readable())
			.toList();
	}

	/**
	 * With what the declaration says of owner and parent also where rows are not owned.
	 */
	private static PlannedTable declared(DataPlan plan, PlannedTable table) {
		PlannedTable found = plan.find(table.table());
		return (found != null) ? found : table;
	}

	private static PlannedTable find(DataPlan plan, String key) {
		return Stream.concat(plan.tables().stream(), plan.lookups().stream())
			.filter((table) -> table.key().equals(key))
			.findFirst()
			.orElseThrow();
	}

	private BackupContents contents(DataPlan plan) {
		List<FileTable> files = new ArrayList<>();
		for (PlannedTable table : Stream.concat(plan.tables().stream(), plan.lookups().stream()).toList()) {
			Map<String, ValueEncoding> encodings = new LinkedHashMap<>();
			table.columns().forEach((column) -> encodings.put(column.name().value(), column.encoding()));
			files.add(new FileTable(files.size(), table.key(), List.copyOf(encodings.keySet()), MANY,
					new Declared(table.definition(), encodings, table.lookup(), MANY, "", -1)));
		}
		ObjectNode metadata = BackupMetadata.MAPPER.createObjectNode();
		metadata.putArray("tables");
		return new BackupContents(Path.of("source"), metadata, files, 0, 0);
	}

	private RestorePlan restorePlan(BackupContents contents, Catalog catalog) {
		List<String> missing = contents.tables()
			.stream()
			.map(FileTable::key)
			.filter((key) -> catalog.find(key) == null)
			.toList();
		if (!missing.isEmpty()) {
			throw new InvalidInputException(
					"Could not %s: the target has no table '%s'. Create it there, or name the tables wanted"
						.formatted(this.request.purpose(), String.join("', '", missing)));
		}
		try {
			return new RestorePlanner(contents, catalog, rules(this.request), null, "the source").plan();
		}
		catch (InvalidBackupException ex) {
			throw new InvalidInputException(
					"Could not %s: %s".formatted(this.request.purpose(), String.join("; ", ex.getProblems())), ex);
		}
	}

	private static List<TransferColumn> columns(RestoreTable table, PlannedTable from, Masking masking) {
		List<TransferColumn> columns = new ArrayList<>();
		for (CatalogColumn column : table.columns()) {
			CatalogColumn given = from.table().column(column.name());
			if (given == null) {
				throw new IllegalStateException("No column " + column.name() + " in " + from.key());
			}
			columns.add(new TransferColumn(column.name(), masking.value(from.table(), column.name()), given.plainType(),
					given.baseType(), column.plainType(), column.baseType()));
		}
		return columns;
	}

	/** What is referred to by another key than the identity is needed to match. */
	static void addReferenced(List<TransferTable> tables) {
		Map<Long, Set<Identifier>> columns = new LinkedHashMap<>();
		for (TransferTable table : tables) {
			table.table()
				.plan()
				.references()
				.forEach(
						(reference) -> columns.computeIfAbsent(reference.target().oid(), (oid) -> new LinkedHashSet<>())
							.addAll(reference.targetColumns()));
		}
		for (TransferTable table : tables) {
			Set<Identifier> referenced = columns.getOrDefault(table.targetOid(), new LinkedHashSet<>());
			referenced.removeIf((column) -> !table.table().isStaged(column));
			table.staging().alsoKeys(referenced);
		}
	}

}
