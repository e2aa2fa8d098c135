package io.github.dbadapter.shell.render;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * What a piece of text means, from which its colour follows. Never the only carrier of a
 * meaning: the words say the same where there is no colour.
 */
public enum Tone {

	/** No colour. */
	PLAIN(AttributedStyle.DEFAULT),

	/** What a line is about: the profile, a heading of a table. */
	STRONG(AttributedStyle.BOLD),

	/** Breaks the code, or failed. */
	BAD(AttributedStyle.BOLD.foreground(AttributedStyle.RED)),

	/** Differs, but works. */
	WARN(AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW)),

	/** As it should be. */
	GOOD(AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)),

	/** Of secondary importance: hints, units, what is left alone. */
	FAINT(AttributedStyle.DEFAULT.faint());

	private final AttributedStyle style;

	Tone(AttributedStyle style) {
		this.style = style;
	}

	/**
	 * Returns text in this tone.
	 * @param text the text, without control characters of its own
	 * @return the styled text
	 */
	public AttributedString of(String text) {
		return new AttributedString(text, this.style);
	}

}
