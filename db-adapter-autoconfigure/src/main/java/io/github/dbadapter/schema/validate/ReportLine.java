package io.github.dbadapter.schema.validate;

import io.github.dbadapter.schema.diff.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A line of a {@link DriftReport}, plain text with what is needed to colour it.
 *
 * @param kind what the line is for
 * @param severity severity of the difference, or the worst one in the summary;
 * {@code null} for none
 * @param text the line
 * @since 0.1.0
 */
public record ReportLine(Kind kind, @Nullable Severity severity, String text) {

	/**
	 * What a line is for.
	 */
	public enum Kind {

		/** Profile, expected schema, server and duration. */
		HEADER,

		/** Empty. */
		BLANK,

		/** A difference; begins with its severity. */
		DIFFERENCE,

		/** More about the difference above. */
		CONTINUATION,

		/** Something that was not checked. */
		NOTICE,

		/** The counts; begins with a mark. */
		SUMMARY

	}

}
