package io.github.dbadapter.shell.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.dbadapter.backup.Progress;
import io.github.dbadapter.backup.ProgressListener;
import io.github.dbadapter.shell.cli.ShellConsole;
import org.jspecify.annotations.Nullable;

/**
 * Says on standard error how far the work is: on a terminal in one line that is
 * overwritten each time and gone in the end, elsewhere in a line every ten seconds. Also
 * while one long statement runs and nothing is told.
 */
final class ProgressLine implements ProgressListener, AutoCloseable {

	private static final String ERASE = "\r\033[K";

	private static final Duration ON_TERMINAL = Duration.ofSeconds(1);

	private static final Duration ELSEWHERE = Duration.ofSeconds(10);

	private final PrintWriter err;

	private final boolean terminal;

	private final ShellConsole console;

	private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "progress");
		thread.setDaemon(true);
		return thread;
	});

	private @Nullable Progress last;

	private long phaseStart;

	private boolean shown;

	ProgressLine(ShellConsole console) {
		this(console, console.errColour() ? ON_TERMINAL : ELSEWHERE);
	}

	ProgressLine(ShellConsole console, Duration interval) {
		this.console = console;
		this.err = console.err();
		this.terminal = console.errColour();
		this.ticker.scheduleAtFixedRate(this::tick, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public synchronized void onProgress(Progress progress) {
		if (this.last == null || this.last.phase() != progress.phase()) {
			this.phaseStart = System.nanoTime();
		}
		this.last = progress;
		if (this.terminal) {
			draw(progress);
		}
	}

	private synchronized void tick() {
		if (this.last == null || this.ticker.isShutdown()) {
			return;
		}
		if (this.terminal) {
			draw(this.last);
		}
		else {
			this.err.println(text(this.last));
			this.err.flush();
		}
	}

	/** A line that wraps could not be overwritten. */
	private void draw(Progress progress) {
		String text = text(progress);
		int width = Math.max(1, this.console.width().getAsInt() - 1);
		this.err.print(ERASE + text.substring(0, Math.min(width, text.length())));
		this.err.flush();
		this.shown = true;
	}

	private String text(Progress progress) {
		return ProgressText.of(progress, (System.nanoTime() - this.phaseStart) / 1e9);
	}

	@Override
	public synchronized void close() {
		this.ticker.shutdownNow();
		if (this.shown) {
			this.err.print(ERASE);
			this.err.flush();
		}
	}

}
