package io.github.dbadapter.shell.command;

import java.io.PrintWriter;
import java.util.Locale;

import io.github.dbadapter.backup.Progress;
import io.github.dbadapter.backup.ProgressListener;
import io.github.dbadapter.shell.cli.ShellConsole;

/**
 * One line on standard error that says how far the work is, overwritten each time and
 * gone in the end. Only on a terminal.
 */
final class ProgressLine implements ProgressListener, AutoCloseable {

	private static final String ERASE = "\r\033[K";

	private static final double MEGABYTE = 1024 * 1024;

	private final PrintWriter err;

	private final boolean terminal;

	private boolean shown;

	ProgressLine(ShellConsole console) {
		this.err = console.err();
		this.terminal = console.errColour();
	}

	@Override
	public synchronized void onProgress(Progress progress) {
		if (!this.terminal) {
			return;
		}
		String total = (progress.totalRows() > 0) ? String.format(Locale.ROOT, " of about %,d", progress.totalRows())
				: "";
		this.err.print(ERASE + String.format(Locale.ROOT, "%s   %,d%s rows   %.1f MB",
				progress.phase().name().toLowerCase(Locale.ROOT), progress.rows(), total, progress.bytes() / MEGABYTE));
		this.err.flush();
		this.shown = true;
	}

	@Override
	public synchronized void close() {
		if (this.shown) {
			this.err.print(ERASE);
			this.err.flush();
		}
	}

}
