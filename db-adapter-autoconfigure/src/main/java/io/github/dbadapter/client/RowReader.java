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
			map.putIfAbsent(this.names[i], this.readers[i].read(row, i));
		}
		return map;
	}

	private void prepare(RowMetadata metadata) {
		List<? extends ColumnMetadata> columns = metadata.getColumnMetadatas();
		int size = columns.size();
		this.names = new String[size];
		this.readers = new ColumnReader[size];
		for (int i = 0; i < size; i++) {
			ColumnMetadata column = columns.get(i);
			this.names[i] = column.getName();
			this.readers[i] = this.types.get(oid(column));
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
