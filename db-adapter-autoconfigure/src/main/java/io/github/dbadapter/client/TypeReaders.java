package io.github.dbadapter.client;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Row;
import org.jspecify.annotations.Nullable;

/**
 * Knows for the OID of each type how its values become Java's. What it does not know
 * stays the text that PostgreSQL gives. Safe for concurrent use.
 */
final class TypeReaders {

	private static final ColumnReader RAW = (row, index) -> raw(row, index);

	private static final Map<Integer, Function<String, Object>> TEXT = new HashMap<>();

	private static final Map<Integer, ColumnReader> BUILT_IN = new HashMap<>();

	static {
		scalar(PostgresqlObjectId.INT2, PostgresqlObjectId.INT2_ARRAY, Short.class, Short::valueOf);
		scalar(PostgresqlObjectId.INT4, PostgresqlObjectId.INT4_ARRAY, Integer.class, Integer::valueOf);
		scalar(PostgresqlObjectId.INT8, PostgresqlObjectId.INT8_ARRAY, Long.class, Long::valueOf);
		scalar(PostgresqlObjectId.FLOAT4, PostgresqlObjectId.FLOAT4_ARRAY, Float.class, Float::valueOf);
		scalar(PostgresqlObjectId.FLOAT8, PostgresqlObjectId.FLOAT8_ARRAY, Double.class, Double::valueOf);
		scalar(PostgresqlObjectId.BOOL, PostgresqlObjectId.BOOL_ARRAY, Boolean.class, (text) -> text.equals("t"));
		scalar(PostgresqlObjectId.UUID, PostgresqlObjectId.UUID_ARRAY, UUID.class, UUID::fromString);
		scalar(PostgresqlObjectId.TEXT, PostgresqlObjectId.TEXT_ARRAY, String.class, (text) -> text);
		scalar(PostgresqlObjectId.VARCHAR, PostgresqlObjectId.VARCHAR_ARRAY, String.class, (text) -> text);
		scalar(PostgresqlObjectId.BPCHAR, PostgresqlObjectId.BPCHAR_ARRAY, String.class, (text) -> text);
		scalar(PostgresqlObjectId.NAME, PostgresqlObjectId.NAME_ARRAY, String.class, (text) -> text);
		text(PostgresqlObjectId.OID, PostgresqlObjectId.OID_ARRAY, Long::valueOf);
		text(PostgresqlObjectId.NUMERIC, PostgresqlObjectId.NUMERIC_ARRAY, TypeReaders::numeric);
		text(PostgresqlObjectId.BYTEA, PostgresqlObjectId.BYTEA_ARRAY, ByteaText::read);
		text(PostgresqlObjectId.DATE, PostgresqlObjectId.DATE_ARRAY, TemporalText::readDate);
		text(PostgresqlObjectId.TIME, PostgresqlObjectId.TIME_ARRAY, TemporalText::readTime);
		text(PostgresqlObjectId.TIMETZ, PostgresqlObjectId.TIMETZ_ARRAY, TemporalText::readOffsetTime);
		text(PostgresqlObjectId.TIMESTAMP, PostgresqlObjectId.TIMESTAMP_ARRAY, TemporalText::readTimestamp);
		text(PostgresqlObjectId.TIMESTAMPTZ, PostgresqlObjectId.TIMESTAMPTZ_ARRAY, TemporalText::readOffsetTimestamp);
		text(PostgresqlObjectId.JSON, PostgresqlObjectId.JSON_ARRAY, JsonText::read);
		text(PostgresqlObjectId.JSONB, PostgresqlObjectId.JSONB_ARRAY, JsonText::read);
	}

	private final Map<Integer, ColumnReader> custom = new ConcurrentHashMap<>();

	private static <T> void scalar(PostgresqlObjectId type, PostgresqlObjectId array, Class<T> javaType,
			Function<String, Object> text) {
		text(type, array, text);
		BUILT_IN.put(type.getObjectId(), (row, index) -> row.get(index, javaType));
	}

	private static void text(PostgresqlObjectId type, PostgresqlObjectId array, Function<String, Object> text) {
		boolean isJson = type == PostgresqlObjectId.JSON || type == PostgresqlObjectId.JSONB;
		TEXT.put(type.getObjectId(), text);
		BUILT_IN.put(type.getObjectId(), reader(text));
		BUILT_IN.put(array.getObjectId(), arrayReader(',', isJson ? JsonText::readElement : text));
	}

	private static ColumnReader reader(Function<String, ? extends @Nullable Object> text) {
		return (row, index) -> {
			@Nullable String raw = raw(row, index);
			return (raw != null) ? text.apply(raw) : null;
		};
	}

	private static ColumnReader arrayReader(char delimiter, Function<String, ? extends @Nullable Object> element) {
		return reader((text) -> ArrayText.read(text, delimiter, element));
	}

	private static @Nullable String raw(Row row, int index) {
		try {
			@Nullable RawText raw = row.get(index, RawText.class);
			return (raw != null) ? raw.value() : null;
		}
		catch (IllegalArgumentException ex) {
			return rawWithoutCodec(row, index);
		}
	}

	/**
	 * Without the driver's autodetection of extensions there is a slower way: no codec
	 * answers for this type, and the driver falls back to text.
	 */
	private static @Nullable String rawWithoutCodec(Row row, int index) {
		@Nullable CharSequence text = row.get(index, CharSequence.class);
		return (text != null) ? text.toString() : null;
	}

	private static Object numeric(String text) {
		char last = text.charAt(text.length() - 1);
		return (last >= '0' && last <= '9') ? new BigDecimal(text) : Double.valueOf(text);
	}

	/**
	 * Reads a value of a built-in type.
	 * @param oid OID of the type
	 * @param text its text
	 * @return the value, the text itself if it is no built-in type
	 */
	static Object fromText(int oid, String text) {
		@Nullable Function<String, Object> reader = TEXT.get(oid);
		return (reader != null) ? reader.apply(text) : text;
	}

	/**
	 * Learns a type that the catalog has described.
	 * @param type type of a column
	 */
	void learn(ColumnType type) {
		int oid = (int) type.oid();
		if (BUILT_IN.containsKey(oid) || this.custom.containsKey(oid)) {
			return;
		}
		if (type.element() != null) {
			this.custom.put(oid, arrayReader(type.delimiter(), elementText(type.element())));
		}
		else {
			this.custom.put(oid, (type.kind() == ColumnType.Kind.HSTORE) ? reader(HstoreText::read) : RAW);
		}
	}

	private static Function<String, ? extends @Nullable Object> elementText(ColumnType element) {
		if (element.isJson()) {
			return JsonText::readElement;
		}
		if (element.kind() == ColumnType.Kind.HSTORE) {
			return HstoreText::read;
		}
		return TEXT.getOrDefault((int) element.oid(), (text) -> text);
	}

	ColumnReader get(int oid) {
		@Nullable ColumnReader builtIn = BUILT_IN.get(oid);
		return (builtIn != null) ? builtIn : this.custom.getOrDefault(oid, RAW);
	}

	/**
	 * Reads one column of a row.
	 */
	@FunctionalInterface
	interface ColumnReader {

		@Nullable Object read(Row row, int index);

	}

}
