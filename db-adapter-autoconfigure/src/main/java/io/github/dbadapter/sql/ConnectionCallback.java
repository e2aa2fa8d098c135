package io.github.dbadapter.sql;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Blocking work on one administrative connection.
 *
 * @param <T> type of the result
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConnectionCallback<T> {

	/**
	 * Does the work. The connection is in autocommit mode, is used by nobody else and is
	 * closed afterwards by the caller.
	 * @param connection an open connection
	 * @return the result, {@code null} for none
	 * @throws SQLException if a statement fails
	 */
	@Nullable T doInConnection(Connection connection) throws SQLException;

}
