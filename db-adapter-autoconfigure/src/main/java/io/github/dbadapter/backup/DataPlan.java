package io.github.dbadapter.backup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The tables of a backup or restore.
 *
 * @param units tables in order, parents first; tables that reference each other in a
 * cycle form one unit
 * @param lookups tables outside the data whose rows are looked up by natural key
 * @param context every table considered, also those whose rows are not taken
 * @param notices what a person should know
 */
record DataPlan(List<List<PlannedTable>> units, List<PlannedTable> lookups, List<PlannedTable> context,
		List<String> notices) {

	DataPlan {
		units = units.stream().map(List::copyOf).toList();
		lookups = List.copyOf(lookups);
		context = List.copyOf(context);
		notices = List.copyOf(notices);
	}

	List<PlannedTable> tables() {
		return this.units.stream().flatMap(List::stream).toList();
	}

	@Nullable PlannedTable find(CatalogTable table) {
		return tables().stream().filter((planned) -> planned.table().oid() == table.oid()).findFirst().orElse(null);
	}

	/**
	 * Every table of which rows are read, also those that only tell whose the rows below
	 * them are.
	 * @param byOwner whether the rows of one owner are wanted
	 */
	List<CatalogTable> read(boolean byOwner) {
		Map<Long, CatalogTable> read = new LinkedHashMap<>();
		Stream.concat(tables().stream(), this.lookups.stream())
			.forEach((table) -> read.put(table.table().oid(), table.table()));
		if (byOwner) {
			Deque<PlannedTable> open = new ArrayDeque<>(tables());
			while (!open.isEmpty()) {
				Reference parent = open.remove().followed();
				if (parent != null && read.putIfAbsent(parent.target().oid(), parent.target()) == null) {
					this.context.stream()
						.filter((table) -> table.table().oid() == parent.target().oid())
						.forEach(open::add);
				}
			}
		}
		return List.copyOf(read.values());
	}

	/** Whoever asks for one owner's rows would not expect everyone's in the file. */
	DataPlan sayingWhatIsWhole() {
		List<String> said = new ArrayList<>(this.notices);
		tables().stream()
			.filter((table) -> table.owner() == null && table.parent() == null)
			.forEach((table) -> said
				.add("%s is taken whole: it has neither an owner nor a parent that has one".formatted(table.key())));
		return new DataPlan(this.units, this.lookups, this.context, said);
	}

	BackupSchema schema() {
		return new BackupSchema(tables().stream().map(PlannedTable::definition).toList());
	}

}
