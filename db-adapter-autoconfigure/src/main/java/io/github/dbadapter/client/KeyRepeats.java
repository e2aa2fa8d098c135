package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Tells before which row a new batch has to begin, because the batch has a row of the
 * same key or is full. For one subscription.
 */
final class KeyRepeats implements Predicate<Map<String, ? extends @Nullable Object>> {

	private final TableMetadata table;

	private final List<String> key;

	private final Set<List<@Nullable String>> seen = new HashSet<>();

	private int rows;

	KeyRepeats(TableMetadata table, Conflict conflict) {
		this.table = table;
		this.key = conflict.columns().isEmpty() ? table.primaryKey() : conflict.columns();
	}

	@Override
	public boolean test(Map<String, ? extends @Nullable Object> row) {
		List<@Nullable String> values = new ArrayList<>();
		for (String column : this.key) {
			values.add(ValueWriter.write(row.get(column), this.table.column(column), column));
		}
		boolean isNew = this.seen.add(values) || values.contains(null) || values.isEmpty();
		if (isNew && this.rows < BatchLimit.ROWS) {
			this.rows++;
			return false;
		}
		this.seen.clear();
		this.seen.add(values);
		this.rows = 1;
		return true;
	}

}
