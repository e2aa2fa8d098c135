package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * All comments, read once, looked up by the readers after it.
 */
final class CommentReader {

	private final Map<Long, String> ofObjects = new HashMap<>();

	private final Map<Long, Map<Integer, String>> ofColumns = new HashMap<>();

	void read(Rows rows) throws SQLException {
		while (rows.next()) {
			long id = CatalogId.of(rows.number(), rows.number());
			int column = rows.integer();
			if (column == 0) {
				this.ofObjects.put(id, rows.text());
			}
			else {
				this.ofColumns.computeIfAbsent(id, (key) -> new HashMap<>()).put(column, rows.text());
			}
		}
	}

	@Nullable String of(int catalog, long oid, int column) {
		long id = CatalogId.of(catalog, oid);
		if (column == 0) {
			return this.ofObjects.get(id);
		}
		Map<Integer, String> columns = this.ofColumns.get(id);
		return (columns != null) ? columns.get(column) : null;
	}

}
