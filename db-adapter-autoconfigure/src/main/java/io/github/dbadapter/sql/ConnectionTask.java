package io.github.dbadapter.sql;

import java.sql.Connection;
import java.sql.SQLException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * One run of a {@link ConnectionCallback}: opens its connection, works, closes, and can
 * be cancelled from another thread at any moment of that.
 */
final class ConnectionTask<T> {

	private static final Log logger = LogFactory.getLog(ConnectionTask.class);

	private final AdministrativeDatabase database;

	private final String purpose;

	private final ConnectionCallback<T> work;

	private final MonoSink<T> sink;

	private @Nullable Connection connection;

	private boolean cancelled;

	ConnectionTask(AdministrativeDatabase database, String purpose, ConnectionCallback<T> work, MonoSink<T> sink) {
		this.database = database;
		this.purpose = purpose;
		this.work = work;
		this.sink = sink;
	}

	void run() {
		this.sink.onCancel(() -> Schedulers.boundedElastic().schedule(this::cancel));
		T result;
		try (Connection opened = this.database.open()) {
			if (!begin(opened)) {
				return;
			}
			try {
				result = this.work.doInConnection(opened);
			}
			finally {
				end();
			}
		}
		catch (SQLException ex) {
			fail(this.database.translate(this.purpose, ex));
			return;
		}
		catch (Throwable ex) {
			fail(ex);
			return;
		}
		this.sink.success(result);
	}

	private synchronized boolean begin(Connection opened) {
		this.connection = opened;
		return !this.cancelled;
	}

	private synchronized void end() {
		this.connection = null;
	}

	/** After a cancel the statement's own failure is expected, and nobody listens. */
	private synchronized void fail(Throwable failure) {
		if (this.cancelled) {
			logger.debug("Cancelled on " + this.database.address(), failure);
		}
		else {
			this.sink.error(failure);
		}
	}

	private synchronized void cancel() {
		this.cancelled = true;
		if (this.connection != null) {
			try {
				this.connection.unwrap(PGConnection.class).cancelQuery();
				this.connection.abort(Runnable::run);
			}
			catch (SQLException ex) {
				logger.debug("Could not cancel the work on " + this.database.address(), ex);
			}
		}
	}

}
