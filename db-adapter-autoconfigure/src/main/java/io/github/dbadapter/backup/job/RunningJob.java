package io.github.dbadapter.backup.job;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.backup.Progress;
import io.github.dbadapter.backup.ProgressListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * A job of this process. Its state file is written by {@link #beat()} until its end is
 * written, whichever of result, failure and cancellation comes first.
 */
final class RunningJob implements ProgressListener {

	private static final Log logger = LogFactory.getLog(RunningJob.class);

	private final BackupFolder folder;

	private final Consumer<BackupJob> whenOver;

	private BackupJob job;

	private boolean over;

	private volatile @Nullable Progress progress;

	private volatile @Nullable Disposable work;

	/**
	 * Creates a job and writes its first state.
	 * @param job what is to be done
	 * @param folder where its state is
	 * @param whenOver hears of its end, once
	 */
	RunningJob(BackupJob job, BackupFolder folder, Consumer<BackupJob> whenOver) {
		this.job = job;
		this.folder = folder;
		this.whenOver = whenOver;
		folder.write(job);
	}

	<T> void run(Mono<T> work, BiFunction<BackupJob, T, BackupJob> end) {
		Disposable started = work.subscribe((result) -> end(end.apply(state(), result)),
				(failure) -> end(state().failed(JobFailure.describe(failure, state()), Instant.now())));
		this.work = started;
		if (isOver()) {
			started.dispose();
		}
	}

	@Override
	public void onProgress(Progress progress) {
		this.progress = progress;
	}

	synchronized BackupJob state() {
		Progress reached = this.progress;
		if (!this.over && reached != null) {
			this.job = this.job.at(reached, Instant.now());
		}
		return this.job;
	}

	synchronized boolean isOver() {
		return this.over;
	}

	/** Says that this process is alive, and looks whether another wants an end. */
	void beat() {
		try {
			synchronized (this) {
				if (this.over) {
					return;
				}
				this.folder.write(state().alive(Instant.now()));
			}
			if (this.folder.isCancelRequested(this.job.id())) {
				cancel("Cancelled");
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The state of '%s' could not be written: %s".formatted(this.job.id(), ex.getMessage()));
		}
	}

	void cancel(String reason) {
		end(state().failed(reason, Instant.now()));
		Disposable started = this.work;
		if (started != null) {
			started.dispose();
		}
	}

	private void end(BackupJob last) {
		synchronized (this) {
			if (this.over) {
				return;
			}
			this.over = true;
			this.job = last;
		}
		try {
			this.folder.finish(last);
		}
		catch (DbAdapterException ex) {
			logger.warn("The end of '%s' could not be written: %s".formatted(last.id(), ex.getMessage()));
		}
		this.whenOver.accept(last);
	}

}
