package io.github.dbadapter.client;

import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * SQL text and what is bound to its parameters. Values are sent as text of no declared
 * type, so that the server reads each by the type that its column has at that moment.
 *
 * @param sql text with parameters {@code $1}, {@code $2}, …
 * @param values what is bound, in order
 */
record SqlStatement(String sql, List<Bound> values) {

	/** The protocol counts parameters in two bytes. */
	private static final int MAX_PARAMETERS = 65535;

	private static final Parameter NULL = Parameters.in(PostgresqlObjectId.UNSPECIFIED);

	private Statement createOn(Connection connection) {
		if (this.values.size() > MAX_PARAMETERS) {
			throw new InvalidInputException(
					"The statement has %d parameters, but PostgreSQL takes %d at most: give a list as one parameter, as in id = ANY(:ids)"
						.formatted(this.values.size(), MAX_PARAMETERS));
		}
		try {
			return bound(connection);
		}
		catch (IndexOutOfBoundsException | UnsupportedOperationException ex) {
			throw mismatch(ex);
		}
	}

	/**
	 * Runs the statement.
	 * @param connection where it is to run
	 * @return its results
	 * @throws InvalidInputException if it has not as many parameters as there are values,
	 * or too many
	 */
	Flux<? extends Result> executeOn(Connection connection) {
		try {
			return Flux.from(createOn(connection).execute());
		}
		catch (IllegalStateException ex) {
			throw mismatch(ex);
		}
	}

	private InvalidInputException mismatch(RuntimeException cause) {
		return new InvalidInputException(
				"The statement does not have exactly %d parameters, for which values were given"
					.formatted(this.values.size()),
				cause);
	}

	private Statement bound(Connection connection) {
		Statement statement = connection.createStatement(this.sql);
		for (int i = 0; i < this.values.size(); i++) {
			Bound value = this.values.get(i);
			statement.bind(i, (value.text() != null) ? Parameters.in(value.sentAs(), value.text()) : NULL);
		}
		return statement;
	}

	/**
	 * A bound value.
	 *
	 * @param column column or parameter that it is for
	 * @param type type of the column as far as it is known
	 * @param text the value's text, {@code null} for NULL
	 * @param sentAs type under which the text is sent
	 * @param given type of the value that the caller gave, {@code null} if it was none of
	 * his
	 */
	record Bound(String column, ColumnType type, @Nullable String text, PostgresqlObjectId sentAs,
			@Nullable Class<?> given) {

		Bound(String column, ColumnType type, @Nullable String text, @Nullable Class<?> given) {
			this(column, type, text, PostgresqlObjectId.UNSPECIFIED, given);
		}

		/** The text may be secret. */
		@Override
		public String toString() {
			return this.column;
		}

	}

}
