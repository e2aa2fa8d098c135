package io.github.dbadapter.backup;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The tables of a restore.
 *
 * @param units tables in order, parents first; members of a cycle together
 * @param lookups tables whose rows are only looked up
 * @param notices what a person should know
 */
record RestorePlan(List<List<RestoreTable>> units, List<RestoreTable> lookups, List<String> notices) {

	RestorePlan {
		units = units.stream().map(List::copyOf).toList();
		lookups = List.copyOf(lookups);
		notices = List.copyOf(notices);
	}

	List<RestoreTable> tables() {
		return this.units.stream().flatMap(List::stream).toList();
	}

	/** The tables that have rows in the file for this one, lookups included. */
	@Nullable RestoreTable find(CatalogTable table) {
		return Stream.concat(this.lookups.stream(), tables().stream())
			.filter((candidate) -> candidate.table().oid() == table.oid())
			.findFirst()
			.orElse(null);
	}

	@Nullable RestoreTable find(FileTable file) {
		return Stream.concat(this.lookups.stream(), tables().stream())
			.filter((candidate) -> candidate.file().key().equals(file.key()))
			.findFirst()
			.orElse(null);
	}

}
