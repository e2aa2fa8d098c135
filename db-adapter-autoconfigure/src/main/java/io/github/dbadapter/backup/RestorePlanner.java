package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Lays the tables of a file over those of the target and finds what does not fit. Pure.
 */
final class RestorePlanner {

	private final BackupContents contents;

	private final Catalog catalog;

	private final RestoreRequest request;

	private final @Nullable BackupSchema defaultSchema;

	private final String origin;

	private final TableResolver resolver;

	private final List<String> problems = new ArrayList<>();

	private final List<String> notices = new ArrayList<>();

	private int tables;

	RestorePlanner(BackupContents contents, Catalog catalog, RestoreRequest request,
			@Nullable BackupSchema defaultSchema) {
		this(contents, catalog, request, defaultSchema, "the file");
	}

	/**
	 * Creates a planner.
	 * @param contents the tables there are
	 * @param catalog the target
	 * @param request what is wanted
	 * @param defaultSchema declared tables, unless the request or the contents declare
	 * them
	 * @param origin what the rows come from, for a person
	 */
	RestorePlanner(BackupContents contents, Catalog catalog, RestoreRequest request,
			@Nullable BackupSchema defaultSchema, String origin) {
		this.defaultSchema = defaultSchema;
		this.origin = origin;
		this.contents = contents;
		this.catalog = catalog;
		this.request = request;
		this.resolver = new TableResolver(catalog);
	}

	RestorePlan plan() {
		findTables();
		DataPlan plan = dataPlan();
		List<List<RestoreTable>> units = new ArrayList<>();
		for (List<PlannedTable> unit : plan.units()) {
			List<RestoreTable> restored = new ArrayList<>();
			for (PlannedTable planned : unit) {
				FileTable file = file(planned.table());
				if (file == null) {
					this.problems.add("table '%s' of the backup schema is missing".formatted(planned.key()));
				}
				else {
					restored.add(table(withoutIdentityAsOwner(planned), file));
				}
			}
			units.add(restored);
		}
		List<RestoreTable> lookups = new ArrayList<>();
		for (FileTable file : this.contents.tables()) {
			if (file.declared() != null && file.isLookup()) {
				lookups.add(table(lookup(file, file.declared().definition()), file));
			}
			else if (plan.tables().stream().noneMatch((planned) -> file.equals(file(planned.table())))) {
				this.notices.add("%s is left out: the backup schema does not name it".formatted(file.key()));
			}
		}
		failIfAny();
		return new RestorePlan(units, lookups, this.notices);
	}

	/**
	 * Each table of the file has a table of its own in the target, unless others are
	 * asked for.
	 */
	private void findTables() {
		Map<CatalogTable, String> found = new HashMap<>();
		for (FileTable file : this.contents.tables()) {
			CatalogTable table = this.catalog.find(file.key());
			if (table == null) {
				if (this.request.schema() == null) {
					this.problems.add("the target has no table '%s'".formatted(file.key()));
				}
				continue;
			}
			String other = found.put(table, file.key());
			if (other != null) {
				this.problems.add("'%s' and '%s' are the same table of the target".formatted(other, file.key()));
			}
		}
		failIfAny();
	}

	private void failIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidBackupException(this.contents.file(), this.problems, null);
		}
	}

	private DataPlan dataPlan() {
		DataPlanner planner = new DataPlanner(this.catalog, this.request.userId() != null);
		BackupSchema schema = (this.request.schema() != null) ? this.request.schema() : this.contents.schema();
		if (schema != null) {
			return planner.plan(schema, List.of());
		}
		if (this.defaultSchema != null) {
			return planner.plan(inFile(this.defaultSchema), List.of());
		}
		return planner.plan(null, this.contents.tables().stream().map(FileTable::key).toList());
	}

	/** Defaults are for all files, of which one may hold fewer tables. */
	private BackupSchema inFile(BackupSchema schema) {
		return new BackupSchema(schema.tables().stream().filter((table) -> {
			CatalogTable target = this.catalog.find(table.name());
			return (target != null) ? file(target) != null : this.contents.find(table.name()) != null;
		}).toList());
	}

	private @Nullable FileTable file(CatalogTable table) {
		return this.contents.tables()
			.stream()
			.filter((file) -> !file.isLookup() && table.equals(this.catalog.find(file.key())))
			.findFirst()
			.orElse(null);
	}

	/** Rows of users are matched as such, unless all of them become one given user. */
	private PlannedTable withoutIdentityAsOwner(PlannedTable planned) {
		if (!planned.isOwnerTable() || this.request.userId() != null) {
			return planned;
		}
		return this.resolver.with(planned, null, planned.parent(), "the owner is the row itself");
	}

	/** Its identity is what the rows of the file are referred to by. */
	private PlannedTable lookup(FileTable file, TableDef definition) {
		PlannedTable declared = this.resolver.declared(definition);
		List<Identifier> identity = definition.pk().stream().map(Identifier::new).toList();
		if (definition.pk().stream().anyMatch((name) -> declared.table().column(name) == null)
				|| !file.allColumns().containsAll(definition.pk())) {
			throw new InvalidBackupException(this.contents.file(),
					"table '%s' has no column of the key '%s'".formatted(file.key(), TableKeys.names(identity)));
		}
		return new PlannedTable(declared.table(), identity, declared.naturalKey(), null, null, List.of(), true, false,
				List.of());
	}

	private RestoreTable table(PlannedTable planned, FileTable file) {
		CatalogTable table = planned.table();
		List<CatalogColumn> columns = new ArrayList<>();
		for (String name : file.allColumns()) {
			CatalogColumn column = table.column(name);
			if (column == null) {
				this.problems.add("the target's table '%s' has no column '%s'".formatted(planned.key(), name));
			}
			else if (column.generated()) {
				this.notices.add("%s.%s is generated in the target and computed anew".formatted(planned.key(), name));
			}
			else {
				columns.add(column);
			}
		}
		if (!planned.lookup()) {
			missing(planned, columns);
			if (planned.isOwnerTable() && file.rows() > 1) {
				this.problems.add("table '%s' holds %d owners, and they cannot all become '%s'".formatted(planned.key(),
						file.rows(), this.request.userId()));
			}
		}
		return new RestoreTable(this.tables++, planned, file, columns);
	}

	private void missing(PlannedTable planned, List<CatalogColumn> columns) {
		for (CatalogColumn column : planned.table().writableColumns()) {
			if (columns.contains(column)) {
				continue;
			}
			boolean owner = this.request.userId() != null && column.name().equals(planned.owner());
			boolean generated = planned.identity().contains(column.name()) && column.isGeneratable();
			if (column.notNull() && !column.hasDefault() && !owner && !generated) {
				this.problems.add("column '%s' of the target's table '%s' needs a value, and %s has none"
					.formatted(column.name(), planned.key(), this.origin));
			}
			else {
				this.notices.add("%s.%s is not in %s and takes its default".formatted(planned.key(), column.name(),
						this.origin));
			}
		}
	}

}
