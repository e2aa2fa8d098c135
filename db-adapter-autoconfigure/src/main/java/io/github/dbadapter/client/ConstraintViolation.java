package io.github.dbadapter.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which constraint of which table a statement would have violated. Values are left out on
 * purpose.
 *
 * @param table the table, or {@code null} if the server did not tell
 * @param columns the columns concerned, empty if the server did not tell
 * @param constraint the constraint's name, {@code null} for NOT NULL before PostgreSQL 18
 * @param sqlState the SQLSTATE: {@code 23502} not null, {@code 23503} foreign key,
 * {@code 23505} unique, {@code 23514} check, {@code 23P01} exclusion
 * @since 0.1.0
 */
public record ConstraintViolation(@Nullable String table, List<String> columns, @Nullable String constraint,
		String sqlState) {

	public ConstraintViolation {
		columns = List.copyOf(columns);
	}

}
