package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.copy.ValueEncoding;
import org.jspecify.annotations.Nullable;

/**
 * A table as a checked file holds it.
 *
 * @param position its place among the tables of the file
 * @param key its key in the file
 * @param columns keys of its rows, in the order of their first appearance
 * @param rows number of rows
 * @param declared what the file's own metadata says of the table, {@code null} in a file
 * of the Python library
 */
record FileTable(int position, String key, List<String> columns, long rows, @Nullable Declared declared) {

	FileTable {
		columns = List.copyOf(columns);
	}

	boolean isLookup() {
		return this.declared != null && this.declared.lookup();
	}

	/** Columns that restore must place: the declared ones also when there is no row. */
	List<String> allColumns() {
		if (this.declared == null) {
			return this.columns;
		}
		List<String> all = new ArrayList<>(this.declared.encodings().keySet());
		this.columns.stream().filter((column) -> !all.contains(column)).forEach(all::add);
		return all;
	}

	/**
	 * What metadata says of a table.
	 *
	 * @param definition its keys and references
	 * @param encodings encoding of each column, in order
	 * @param lookup whether it is only looked up
	 * @param rows number of rows
	 * @param sha256 hash of its array
	 * @param highestKey no positive integer key of the table is higher; -1 if unknown
	 */
	record Declared(TableDef definition, Map<String, ValueEncoding> encodings, boolean lookup, long rows, String sha256,
			long highestKey) {

	}

}
