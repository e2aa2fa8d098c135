package io.github.dbadapter.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One run of a {@link ConnectionCallback}: opens its connection, works, closes, and can
 * be cancelled from another thread at any moment of that.
 */
final class ConnectionTask<T> {

	private static final Log logger = LogFactory.getLog(ConnectionTask.class);

	/** Threads of its own: those that work may all be busy, waiting to be cancelled. */
	private static final Scheduler CANCELLING = Schedulers.newBoundedElastic(4, Integer.MAX_VALUE, "db-adapter-cancel",
			10, true);

	/**
	 * A statement that is just being sent when the connection is dropped begins after the
	 * first cancel, and the server does not look for its client before it ends.
	 */
	private static final long[] AGAIN_MILLIS = { 100, 1000 };

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
		this.sink.onCancel(() -> CANCELLING.schedule(this::cancel));
		T result;
		try (Connection opened = this.database.open()) {
			if (!begin(opened)) {
				return;
			}
			boolean done = false;
			try {
				result = this.work.doInConnection(opened);
				done = true;
			}
			finally {
				if (!done) {
					rollBack(opened);
				}
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

	/**
	 * So that locks are free when the failure is told, and not only when the server has
	 * noticed that the connection was closed.
	 */
	private void rollBack(Connection opened) {
		try {
			if (!opened.isClosed() && !opened.getAutoCommit()) {
				opened.rollback();
			}
		}
		catch (SQLException ex) {
			logger.debug("The connection to %s is lost, and with it the transaction".formatted(this.database.address()),
					ex);
		}
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
				QueryExecutor server = this.connection.unwrap(BaseConnection.class).getQueryExecutor();
				cancelQuery(server);
				this.connection.abort(Runnable::run);
				for (long delay : AGAIN_MILLIS) {
					CANCELLING.schedule(() -> cancelQuery(server), delay, TimeUnit.MILLISECONDS);
				}
			}
			catch (SQLException ex) {
				logger.debug("Could not cancel the work on " + this.database.address(), ex);
			}
		}
	}

	/** Allowed also when the connection is closed: it goes another way. */
	private void cancelQuery(QueryExecutor server) {
		try {
			server.sendQueryCancel();
		}
		catch (SQLException ex) {
			logger.debug("Could not cancel the statement on " + this.database.address(), ex);
		}
	}

}
