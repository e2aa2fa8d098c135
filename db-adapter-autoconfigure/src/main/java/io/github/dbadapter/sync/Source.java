package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionCallback;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The connection to the source, with a thread of its own, so that both databases can work
 * at the same time. Used by one thread at a time besides.
 */
final class Source implements AutoCloseable {

	private final AdministrativeDatabase database;

	private final String purpose;

	private final Connection connection;

	private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> {
		Thread created = new Thread(task, "db-adapter-sync");
		created.setDaemon(true);
		return created;
	});

	private @Nullable CompletableFuture<?> running;

	Source(AdministrativeDatabase database, String purpose) {
		this.purpose = purpose;
		this.database = database;
		this.connection = database.open();
	}

	Connection connection() {
		return this.connection;
	}

	/** Works on the calling thread; failures name the source. */
	<T> T call(ConnectionCallback<T> work) {
		try {
			T result = work.doInConnection(this.connection);
			if (result == null) {
				throw new IllegalStateException("Work on the source gave nothing");
			}
			return result;
		}
		catch (SQLException ex) {
			throw this.database.translate(this.purpose, ex);
		}
	}

	/** Reads the next row, {@code null} after the last. */
	byte @Nullable [] read(CopyOut copy) {
		try {
			return copy.readFromCopy();
		}
		catch (SQLException ex) {
			throw this.database.translate(this.purpose, ex);
		}
	}

	/** Works beside the calling thread, which has to wait for the result. */
	<T> CompletableFuture<T> start(ConnectionCallback<T> work) {
		CompletableFuture<T> started = CompletableFuture.supplyAsync(() -> call(work), this.thread);
		this.running = started;
		return started;
	}

	/** Waits for what was started. */
	static <T> T await(CompletableFuture<T> work) {
		try {
			return work.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
		catch (CancellationException ex) {
			throw new IllegalStateException("The work on the source was cancelled", ex);
		}
	}

	/** Ends whatever the source is doing. */
	void cancel() {
		try {
			this.connection.unwrap(PGConnection.class).cancelQuery();
			this.connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			// it is gone already
		}
	}

	@Override
	public void close() throws SQLException {
		CompletableFuture<?> left = this.running;
		if (left != null && !left.isDone()) {
			cancel();
		}
		this.thread.shutdownNow();
		this.connection.close();
	}

}
