package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.copy.GrowableBytes;
import io.github.dbadapter.copy.JsonRowDecoder;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;

/**
 * Sends the rows of one table straight into the target.
 */
final class DirectLoader implements RowLoader {

	private static final int SEND_BYTES = 1 << 16;

	private final RestoreTable table;

	private final JsonRowDecoder decoder;

	private final CopyIn copy;

	private final GrowableBytes buffer = new GrowableBytes(2 * SEND_BYTES);

	private long rows;

	DirectLoader(Statements statements, RestoreTable table, List<JsonRowDecoder.Column> columns) throws SQLException {
		this.table = table;
		this.decoder = new JsonRowDecoder(columns);
		String names = table.columns()
			.stream()
			.map((column) -> column.name().quoted())
			.collect(Collectors.joining(", "));
		this.copy = statements.connection()
			.unwrap(PGConnection.class)
			.getCopyAPI()
			.copyIn("COPY %s (%s) FROM STDIN".formatted(table.table().name().quoted(), names));
	}

	@Override
	public void row(JsonParser parser) throws SQLException {
		this.rows++;
		try {
			this.decoder.decode(parser, this.buffer);
		}
		catch (ArithmeticException | InputCoercionException ex) {
			SQLException failure = new PSQLException("A key is no whole number", PSQLState.NUMERIC_VALUE_OUT_OF_RANGE,
					ex);
			cancel(failure);
			throw failure;
		}
		this.buffer.write('\n');
		if (this.buffer.size() >= SEND_BYTES) {
			send();
		}
	}

	private void send() throws SQLException {
		guarded(() -> this.copy.writeToCopy(this.buffer.array(), 0, this.buffer.size()));
		this.buffer.clear(2 * SEND_BYTES);
	}

	@Override
	public long finish() throws SQLException {
		send();
		guarded(this.copy::endCopy);
		this.table.counts().inserted(this.copy.getHandledRowCount());
		return this.rows;
	}

	private void guarded(Statements.Work work) throws SQLException {
		try {
			work.run();
		}
		catch (SQLException ex) {
			cancel(ex);
			throw ex;
		}
	}

	private void cancel(SQLException failure) {
		try {
			if (this.copy.isActive()) {
				this.copy.cancelCopy();
			}
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

}
