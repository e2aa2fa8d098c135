package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dbadapter.backup.TransferColumn;
import io.github.dbadapter.backup.TransferTable;
import org.jspecify.annotations.Nullable;

/**
 * Digests of rows as SQL, the same on both sides: 64 bits of PostgreSQL's own hash of a
 * record between servers that compute it alike, otherwise of an MD5 of the text. A value
 * whose type calls more equal than is the same goes in as text.
 */
final class RowDigest {

	/** Types whose values are the same when they are equal. */
	private static final Set<String> EXACT = Set.of("bool", "int2", "int4", "int8", "uuid", "date", "time", "timestamp",
			"timestamptz", "bytea");

	private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");

	/**
	 * Bits by which keys may differ and still share a bucket. Rows mostly lie in the
	 * order of their keys, so that one after the other adds to a sum that the processor
	 * has at hand: half the time for the whole.
	 */
	private static final int NEIGHBOURS = 3;

	/** Types that every server calls by the same name. */
	private static final Set<String> COMMON = Set.of("bool", "int2", "int4", "int8", "text", "varchar", "bpchar",
			"uuid", "date", "time", "timetz", "timestamp", "timestamptz", "interval", "bytea", "numeric", "float4",
			"float8", "json", "jsonb", "inet", "cidr");

	private static final String PROBE = """
			SELECT current_setting('server_version_num')::int / 10000 || ' ' || current_setting('server_encoding') || ' '
				|| pg_catalog.hash_record_extended(ROW(42::int8, 7::int4, true, 'db-adapter'::text, '2020-02-29'::date,
					'2020-02-29 12:00:00.5'::timestamp, '6f9619ff-8b86-d011-b42d-00cf4fc964ff'::uuid, '\\x00ff'::bytea), 0)""";

	private static final String HAS_PROBE = "SELECT to_regprocedure('pg_catalog.hash_record_extended(record, bigint)')::text";

	private final boolean records;

	private RowDigest(boolean records) {
		this.records = records;
	}

	static RowDigest between(Source source, Connection target) throws SQLException {
		String theirs = source.call((connection) -> probe(connection));
		return new RowDigest(!theirs.isEmpty() && theirs.equals(probe(target)));
	}

	private static String probe(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			try (ResultSet row = statement.executeQuery(HAS_PROBE)) {
				row.next();
				if (row.getString(1) == null) {
					return "";
				}
			}
			try (ResultSet row = statement.executeQuery(PROBE)) {
				row.next();
				return row.getString(1);
			}
		}
	}

	/** Whether PostgreSQL's hash of records is used, which takes less time. */
	boolean isOfRecords() {
		return this.records;
	}

	/** Digest of everything in a row. */
	String whole(TransferTable table, Side side) {
		return of(table.columns(), side, this.records && table.isUnique());
	}

	/** Digest of what needs no mapping. */
	String content(TransferTable table, Side side) {
		return of(table.staging().digested(), side, this.records && table.isUnique());
	}

	/** Number of the bucket that a row belongs to, by the hash of its key. */
	String bucket(TransferTable table, Side side, int buckets) {
		String digest = whole(table, side);
		if (table.isIdentified()) {
			TransferColumn first = table.identity().get(0);
			digest = (this.records && isNumbered(table))
					? "pg_catalog.hashint8extended((%s)::int8 >> %d, 0)".formatted(side.value(first), NEIGHBOURS)
					: of(table.identity(), side, this.records);
		}
		return "(%s & %d)::int".formatted(digest, buckets - 1);
	}

	/**
	 * The aggregate for digests. The hash of a record is made of its columns' by
	 * addition, so that a sum would not see two rows exchange values; where rows may be
	 * equal, two of them must not cancel each other out.
	 */
	static String sum(TransferTable table) {
		return table.isUnique() ? "pg_catalog.bit_xor" : "pg_catalog.sum";
	}

	/** Whether the key is a single whole number. */
	static boolean isNumbered(TransferTable table) {
		return table.identity().size() == 1 && isWhole(table.identity().get(0).baseType());
	}

	/** Whether a type is one of whole numbers. */
	static boolean isWhole(String baseType) {
		return INTEGERS.contains(baseType);
	}

	/**
	 * Digest by which equal values are equal; null where the servers do not hash alike.
	 */
	@Nullable String equality(TransferTable table, Side side) {
		return this.records ? table.columns()
			.stream()
			.map((column) -> column.baseType().equals("json") ? "(%s)::text".formatted(side.value(column))
					: side.value(column))
			.collect(Collectors.joining(", ", "pg_catalog.hash_record_extended(ROW(", "), 0)")) : null;
	}

	private static String of(List<TransferColumn> columns, Side side, boolean records) {
		String row = columns.stream()
			.map((column) -> records ? exact(column, side.value(column)) : side.value(column))
			.collect(Collectors.joining(", ", "ROW(", ")"));
		return records ? "pg_catalog.hash_record_extended(%s, 0)".formatted(row)
				: "('x' || pg_catalog.left(pg_catalog.md5(pg_catalog.convert_to(%s::text, 'UTF8')), 16))::bit(64)::bigint"
					.formatted(row);
	}

	/** Texts hash by their collation, which may call different ones equal. */
	private static String exact(TransferColumn column, String value) {
		return switch (column.baseType()) {
			case "text", "varchar" -> "%s COLLATE \"C\"".formatted(value);
			// with a scale of their own equal numbers are the same, but NaN has the hash
			// of NULL
			case "numeric" -> column.type().matches("numeric\\(\\d+,\\d+\\)") ? "%1$s, %1$s IS NULL".formatted(value)
					: "(%s)::text COLLATE \"C\"".formatted(value);
			// the cast of character(n) to text drops blanks
			case "bpchar" -> "pg_catalog.textin(pg_catalog.bpcharout(%s)) COLLATE \"C\"".formatted(value);
			default -> EXACT.contains(column.baseType()) ? value : "(%s)::text COLLATE \"C\"".formatted(value);
		};
	}

	/**
	 * Which database an expression is for.
	 */
	enum Side {

		/** The source, where values get the type that they will have in the target. */
		SOURCE {

			@Override
			String value(TransferColumn column) {
				boolean cast = !column.sourceType().equals(column.type()) && COMMON.contains(column.baseType());
				return cast ? "(%s)::%s".formatted(column.source(), column.type()) : column.source();
			}

			@Override
			String from(TransferTable table) {
				return table.sourceFrom();
			}

		},

		/** The target. */
		TARGET {

			@Override
			String value(TransferColumn column) {
				return column.target();
			}

			@Override
			String from(TransferTable table) {
				return table.targetFrom();
			}

		};

		abstract String value(TransferColumn column);

		abstract String from(TransferTable table);

	}

}
