package io.github.dbadapter.schema.validate;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.diff.ExtraObject;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import reactor.core.publisher.Mono;

/**
 * Asks the server how many rows it believes tables to have that nobody expected: whoever
 * thinks of dropping one wants to know. Never counts.
 */
final class RowEstimates {

	private static final String QUERY = """
			SELECT n.nspname, c.relname, c.reltuples::bigint
			FROM unnest(?::text[], ?::text[]) AS t(nspname, relname)
			JOIN pg_namespace n ON n.nspname = t.nspname
			JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.relname
			WHERE c.reltuples >= 0""";

	private RowEstimates() {
	}

	/** A report is as good without them, so that a failure is none. */
	static Mono<Map<String, Long>> of(SchemaDiff diff, AdministrativeDatabase database) {
		List<SchemaDifference> extra = diff.differences()
			.stream()
			.filter((difference) -> difference instanceof ExtraObject && difference.object().kind() == ObjectKind.TABLE)
			.toList();
		if (extra.isEmpty()) {
			return Mono.just(Map.of());
		}
		return database.execute("estimate rows", (connection) -> read(connection, extra))
			.onErrorReturn(DbAdapterException.class, Map.of());
	}

	private static Map<String, Long> read(Connection connection, List<SchemaDifference> extra) throws SQLException {
		Map<QualifiedName, Long> rows = new HashMap<>();
		try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
			statement.setArray(1, texts(connection, extra.stream().map(RowEstimates::schema).toArray()));
			statement.setArray(2, texts(connection,
					extra.stream().map((difference) -> difference.object().name().name().value()).toArray()));
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					rows.put(QualifiedName.of(row.getString(1), row.getString(2)), row.getLong(3));
				}
			}
		}
		Map<String, Long> estimates = new HashMap<>();
		for (SchemaDifference difference : extra) {
			Long estimate = rows.get(difference.object().name());
			if (estimate != null) {
				estimates.put(DifferenceNotes.key(difference), estimate);
			}
		}
		return estimates;
	}

	private static String schema(SchemaDifference difference) {
		Identifier schema = difference.object().name().schema();
		return (schema != null) ? schema.value() : "public";
	}

	private static Array texts(Connection connection, Object[] values) throws SQLException {
		return connection.createArrayOf("text", values);
	}

}
