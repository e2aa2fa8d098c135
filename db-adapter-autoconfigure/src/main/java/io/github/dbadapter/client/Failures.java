package io.github.dbadapter.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.client.SqlStatement.Bound;
import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.r2dbc.BadSqlGrammarException;
import org.springframework.r2dbc.UncategorizedR2dbcException;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;

/**
 * Turns the driver's failures into exceptions that name what the caller knows: table,
 * column and constraint, never a value.
 */
final class Failures {

	private static final Pattern DETAIL_COLUMNS = Pattern.compile("\\((.+?)\\)=\\(");

	private final Connections connections;

	Failures(Connections connections) {
		this.connections = connections;
	}

	/**
	 * Translates a failure.
	 * @param purpose what was attempted, completing "Could not …"
	 * @param failure what was signalled
	 * @param table the table, if it is known
	 * @param statement the statement, if one has run
	 * @return the exception to signal
	 */
	Throwable translate(String purpose, Throwable failure, @Nullable TableMetadata table,
			@Nullable SqlStatement statement) {
		if (failure instanceof DbAdapterException || failure instanceof DataAccessException) {
			return failure;
		}
		if (failure instanceof IOException) {
			return this.connections.lost(failure, null);
		}
		return (failure instanceof R2dbcException r2dbc) ? translate(purpose, r2dbc, table, statement) : failure;
	}

	RuntimeException translate(String purpose, R2dbcException r2dbc, @Nullable TableMetadata table,
			@Nullable SqlStatement statement) {
		String state = (r2dbc.getSqlState() != null) ? r2dbc.getSqlState() : "";
		if (state.startsWith("08") || state.startsWith("57P")) {
			return this.connections.lost(r2dbc, state);
		}
		if (state.startsWith("23") && r2dbc instanceof PostgresqlException postgres) {
			return violation(purpose, r2dbc, postgres.getErrorDetails(), table);
		}
		if (state.startsWith("22") || quotesValue(r2dbc, state, table, statement)) {
			return invalidValue(purpose, r2dbc, state, table, statement);
		}
		if (state.equals("428C9") && table != null) {
			return new InvalidInputException(
					"Could not %s: %s. Leave the column out of the data".formatted(purpose, r2dbc.getMessage()), r2dbc);
		}
		return other(purpose, r2dbc, state, statement);
	}

	/**
	 * Some types, such as {@code tsquery} and {@code hstore}, refuse a value as a syntax
	 * error, before PostgreSQL 16 even as an internal one; our statements have none.
	 */
	private static boolean quotesValue(Throwable failure, String state, @Nullable TableMetadata table,
			@Nullable SqlStatement statement) {
		if (statement == null) {
			return false;
		}
		if (state.equals("XX000")) {
			return table != null
					&& table.columns().values().stream().anyMatch((type) -> type.kind() == ColumnType.Kind.HSTORE);
		}
		String message = String.valueOf(failure.getMessage());
		if (!state.equals("42601")) {
			return namesValue(message, statement);
		}
		return statement.values()
			.stream()
			.anyMatch((bound) -> bound.type() != ColumnType.UNKNOWN
					|| (bound.text() != null && message.contains(bound.text())))
				|| message.contains("hstore");
	}

	/**
	 * A name that the server looks up may be a value: then it is not in the statement.
	 */
	private static boolean namesValue(String message, SqlStatement statement) {
		return statement.values()
			.stream()
			.anyMatch((bound) -> bound.type() == ColumnType.UNKNOWN && bound.text() != null
					&& message.contains('"' + bound.text() + '"') && !statement.sql().contains(bound.text()));
	}

	private static RuntimeException violation(String purpose, R2dbcException failure, ErrorDetails details,
			@Nullable TableMetadata table) {
		@Nullable String constraint = details.getConstraintName().orElse(null);
		ConstraintViolation violation = new ConstraintViolation(details.getTableName().orElse(null),
				columns(details, constraint, table), constraint, details.getCode());
		String message = "Could not %s: %s%s".formatted(purpose, details.getMessage(),
				violation.columns().isEmpty() ? "" : " (column " + String.join(", ", violation.columns()) + ")");
		return details.getCode().equals("23505") ? new DuplicateRowException(message, violation, failure)
				: new ConstraintViolationException(message, violation, failure);
	}

	private static List<String> columns(ErrorDetails details, @Nullable String constraint,
			@Nullable TableMetadata table) {
		if (details.getColumnName().isPresent()) {
			return List.of(details.getColumnName().get());
		}
		Map<String, List<String>> constraints = (table != null) ? table.constraints() : Map.of();
		if (constraint != null && constraints.containsKey(constraint)) {
			return constraints.get(constraint);
		}
		Matcher matcher = DETAIL_COLUMNS.matcher(details.getDetail().orElse(""));
		return matcher.find() ? List.of(matcher.group(1).split(", ")) : List.of();
	}

	/**
	 * The server's message quotes the value, so it is only used to find the column and is
	 * then dropped, together with the driver's exception.
	 */
	private static InvalidValueException invalidValue(String purpose, R2dbcException failure, String state,
			@Nullable TableMetadata table, @Nullable SqlStatement statement) {
		String message = (failure.getMessage() != null) ? failure.getMessage() : "";
		List<Bound> values = (statement != null) ? statement.values() : List.of();
		List<Bound> suspects = state.equals("XX000") ? Suspects.ofKind(values, table, ColumnType.Kind.HSTORE)
				: Suspects.find(message, values, table);
		List<String> columns = suspects.stream().map(Bound::column).distinct().toList();
		if (columns.size() == 1) {
			Bound bound = suspects.get(0);
			String given = (bound.given() != null) ? "given as " + InvalidValueException.typeName(bound.given()) + ", "
					: "";
			return new InvalidValueException(
					"Could not %s: PostgreSQL cannot use the value given for %s: %s (%sSQLSTATE %s)".formatted(purpose,
							InvalidValueException.subject(bound.column(), bound.type()), reason(state), given, state),
					bound.column(), bound.type().name(), state);
		}
		return new InvalidValueException("Could not %s: PostgreSQL cannot use a value%s: %s (SQLSTATE %s)".formatted(
				purpose, columns.isEmpty() ? "" : " given for one of " + String.join(", ", columns), reason(state),
				state), String.join(", ", columns), null, state);
	}

	private static String reason(String state) {
		return switch (state) {
			case "22P02", "22007", "22023" -> "it is not written as that type requires";
			case "22001" -> "it is too long";
			case "22003" -> "it is out of range";
			case "22012" -> "division by zero";
			case "22008" -> "it is out of the range of dates";
			case "22021", "22P05" -> "it has a character that the database cannot store";
			default -> "it is not valid";
		};
	}

	private static RuntimeException other(String purpose, R2dbcException failure, String state,
			@Nullable SqlStatement statement) {
		if (failure instanceof R2dbcBadGrammarException && statement != null) {
			return new BadSqlGrammarException("Could not %s: %s".formatted(purpose, failure.getMessage()),
					statement.sql(), failure);
		}
		return switch (state) {
			case "25006" -> new InvalidDataAccessApiUsageException(
					"Could not %s in a read-only transaction".formatted(purpose), failure);
			case "25P02" -> new InvalidDataAccessApiUsageException(
					("Could not %s: an earlier statement of this transaction has failed, or a table has changed "
							+ "since the connection last used it. Roll the transaction back and run it again")
						.formatted(purpose),
					failure);
			case "57014" ->
				new QueryTimeoutException("Could not %s: the statement took too long".formatted(purpose), failure);
			case "0A000", "55000" -> new InvalidDataAccessApiUsageException(
					"Could not %s: %s".formatted(purpose, failure.getMessage()), failure);
			case "40P01", "55P03" ->
				new CannotAcquireLockException("Could not %s: %s".formatted(purpose, failure.getMessage()), failure);
			default -> isResource(failure, state)
					? ConnectionFactoryUtils.convertR2dbcException("Could not " + purpose, null, failure)
					: new UncategorizedR2dbcException("Could not %s: %s".formatted(purpose, failure.getMessage()),
							(statement != null) ? statement.sql() : null, failure);
		};
	}

	/**
	 * To the driver whatever it does not know is a failure of a resource, also what a
	 * trigger raises, and those who repeat calls after such failures would repeat it.
	 */
	private static boolean isResource(R2dbcException failure, String state) {
		return !(failure instanceof R2dbcNonTransientResourceException) || state.isEmpty() || state.startsWith("53")
				|| state.startsWith("57") || state.startsWith("58");
	}

	/**
	 * Tells whether a failure may come from a table that has changed since its metadata
	 * was read.
	 * @param failure what was signalled
	 * @return whether reading the metadata again and trying once more makes sense
	 */
	static boolean mayBeStale(Throwable failure) {
		if (failure instanceof UnknownColumnException || failure instanceof GeneratedColumnException
				|| failure instanceof InvalidValueException) {
			return true;
		}
		@Nullable String state = (failure instanceof R2dbcException r2dbc) ? r2dbc.getSqlState() : null;
		return state != null && (state.startsWith("42") || state.startsWith("22") || state.equals("0A000")
				|| state.equals("26000") || state.equals("XX000") || state.equals("25P02"));
	}

	/**
	 * "cached plan must not change result type", of a connection that knew the table
	 * before.
	 */
	static boolean isCachedPlan(Throwable failure) {
		return failure instanceof R2dbcException r2dbc && "0A000".equals(r2dbc.getSqlState());
	}

}
