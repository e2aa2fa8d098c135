package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.dbadapter.copy.GrowableBytes;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;

/**
 * Streams rows from a COPY on the source into a COPY on the target, a buffer at a time.
 */
final class RowPipe {

	private static final int BUFFER = 1 << 16;

	private final Source source;

	private final Connection target;

	private final SyncMeter meter;

	RowPipe(Source source, Connection target, SyncMeter meter) {
		this.source = source;
		this.target = target;
		this.meter = meter;
	}

	/**
	 * Streams.
	 * @param out the COPY on the source
	 * @param in the COPY on the target
	 * @param numbered whether each row, in text format, gets its number from 0 before it
	 * @return number of rows that the target took
	 */
	long copy(String out, String in, boolean numbered) throws SQLException {
		CopyOut from = this.source
			.call((connection) -> connection.unwrap(PGConnection.class).getCopyAPI().copyOut(out));
		CopyIn to = null;
		try {
			to = this.target.unwrap(PGConnection.class).getCopyAPI().copyIn(in);
			stream(from, to, numbered);
			return to.endCopy();
		}
		finally {
			cancel(from);
			cancel(to);
		}
	}

	private void stream(CopyOut from, CopyIn to, boolean numbered) throws SQLException {
		GrowableBytes buffer = new GrowableBytes(2 * BUFFER);
		long number = 0;
		long told = 0;
		byte @Nullable [] row = this.source.read(from);
		while (row != null) {
			if (numbered) {
				buffer.write(Long.toString(number));
				buffer.write('\t');
			}
			number++;
			buffer.write(row);
			if (buffer.size() >= BUFFER) {
				to.writeToCopy(buffer.array(), 0, buffer.size());
				this.meter.rows(number - told, buffer.size());
				told = number;
				buffer.clear(2 * BUFFER);
			}
			row = this.source.read(from);
		}
		to.writeToCopy(buffer.array(), 0, buffer.size());
		this.meter.rows(number - told, buffer.size());
	}

	/** Lets the connection be used again, as far as it is still there. */
	private static void cancel(@Nullable CopyOperation copy) {
		try {
			if (copy != null && copy.isActive()) {
				copy.cancelCopy();
			}
		}
		catch (SQLException ex) {
			// the failure that led here says more
		}
	}

}
