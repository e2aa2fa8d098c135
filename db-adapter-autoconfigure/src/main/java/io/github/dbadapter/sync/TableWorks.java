package io.github.dbadapter.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.backup.TransferTable;

/**
 * The work on all tables.
 */
final class TableWorks {

	private final Map<TransferTable, TableWork> works = new LinkedHashMap<>();

	TableWork of(TransferTable table) {
		return this.works.computeIfAbsent(table, TableWork::new);
	}

	List<TableWork> of(List<TransferTable> tables) {
		return tables.stream().map(this::of).toList();
	}

	/** Begins anew. */
	void clear() {
		this.works.clear();
	}

}
