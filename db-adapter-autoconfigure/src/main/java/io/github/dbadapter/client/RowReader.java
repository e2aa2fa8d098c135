package io.github.dbadapter.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.github.dbadapter.client.TypeReaders.ColumnReader;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of one result into maps. How the columns are read is settled with the
 * first row. For one subscription.
 */
final class RowReader implements BiFunction<Row, RowMetadata, Map<String, @Nullable Object>> {

	private static final int DEFAULT_OID = 0;

	private final TypeReaders types;

	private String[] names = new String[0];

	private int[] positions = new int[0];

	private ColumnReader[] readers = new ColumnReader[0];

	private int capacity;

	private @Nullable RowMetadata metadata;

	RowReader(TypeReaders types) {
		this.types = types;
	}

	@Override
	public Map<String, @Nullable Object> apply(Row row, RowMetadata metadata) {
		if (metadata != this.metadata) {
			prepare(metadata);
		}
		Map<String, @Nullable Object> map = new LinkedHashMap<>(this.capacity);
		for (int i = 0; i < this.names.length; i++) {
			map.put(this.names[i], this.readers[i].read(row, this.positions[i]));
		}
		return map;
	}

	/** Of columns with the same name the first one counts. */
	private void prepare(RowMetadata metadata) {
		List<? extends ColumnMetadata> columns = metadata.getColumnMetadatas();
		Map<String, Integer> first = new LinkedHashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			first.putIfAbsent(columns.get(i).getName(), i);
		}
		int size = first.size();
		this.names = first.keySet().toArray(String[]::new);
		this.positions = first.values().stream().mapToInt(Integer::intValue).toArray();
		this.readers = new ColumnReader[size];
		for (int i = 0; i < size; i++) {
			this.readers[i] = this.types.get(oid(columns.get(this.positions[i])));
		}
		this.capacity = size + size / 3 + 1;
		this.metadata = metadata;
	}

	private static int oid(ColumnMetadata column) {
		return (column.getNativeTypeMetadata() instanceof Integer oid) ? oid : DEFAULT_OID;
	}

	/**
	 * Whether a row has been read, so that running the statement again would repeat it.
	 */
	boolean hasRead() {
		return this.metadata != null;
	}

}
