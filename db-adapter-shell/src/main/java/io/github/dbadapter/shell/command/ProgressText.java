package io.github.dbadapter.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.dbadapter.backup.Progress;

/**
 * Says how far a backup or restore is, how fast, and how long it will take.
 */
final class ProgressText {

	private static final double MEGABYTE = 1024 * 1024;

	/** Rates of the first moments say nothing. */
	private static final double MEANINGFUL_SECONDS = 1;

	private ProgressText() {
	}

	/**
	 * Returns the text.
	 * @param progress what was told last
	 * @param seconds time since the phase began
	 * @return one line
	 */
	static String of(Progress progress, double seconds) {
		List<String> pieces = new ArrayList<>();
		pieces.add(progress.phase().name().toLowerCase(Locale.ROOT)
				+ (progress.table().isEmpty() ? "" : " " + progress.table()));
		pieces.add(format("%,d%s rows", progress.rows(),
				(progress.totalRows() > 0) ? format(" of about %,d", progress.totalRows()) : ""));
		if (progress.bytes() > 0) {
			pieces.add(format("%.1f MB", progress.bytes() / MEGABYTE));
		}
		if (seconds >= MEANINGFUL_SECONDS) {
			pieces.add((progress.bytes() > 0) ? format("%.1f MB/s", progress.bytes() / MEGABYTE / seconds)
					: format("%,.0f rows/s", progress.rows() / seconds));
			if (progress.totalRows() > progress.rows() && progress.rows() > 0) {
				pieces.add(duration((progress.totalRows() - progress.rows()) * seconds / progress.rows()) + " left");
			}
			else {
				pieces.add(duration(seconds));
			}
		}
		return String.join("   ", pieces);
	}

	static String duration(double seconds) {
		long whole = Math.round(seconds);
		return (whole < 60) ? whole + " s" : (whole < 3600) ? format("%d:%02d min", whole / 60, whole % 60)
				: format("%d:%02d h", whole / 3600, whole % 3600 / 60);
	}

	private static String format(String pattern, Object... values) {
		return String.format(Locale.ROOT, pattern, values);
	}

}
