package io.github.dbadapter.shell.render;

import java.io.PrintWriter;
import java.util.List;

import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Where a result prints its text. Knows width and colour, so that results need not.
 */
public final class Screen {

	private static final int COLOURS = 8;

	private static final int HINT = 25;

	private final PrintWriter out;

	private final boolean colour;

	private final int width;

	/**
	 * Creates a screen.
	 * @param out where the text goes
	 * @param colour whether to write escape sequences for colour
	 * @param width columns after which tables wrap
	 */
	public Screen(PrintWriter out, boolean colour, int width) {
		this.out = out;
		this.colour = colour;
		this.width = width;
	}

	public void line(String text) {
		this.out.println(Printable.of(text));
	}

	public void line(Tone tone, String text) {
		line(tone.of(text));
	}

	public void line(AttributedString text) {
		AttributedString printable = Printable.of(text);
		this.out.println(this.colour ? printable.toAnsi(COLOURS, ForceMode.None) : printable.toString());
	}

	/**
	 * Prints pieces on one line, three blanks apart.
	 * @param pieces the pieces, empty ones are left out
	 */
	public void line(List<AttributedString> pieces) {
		AttributedStringBuilder joined = new AttributedStringBuilder();
		for (AttributedString piece : pieces) {
			if (piece.length() > 0) {
				joined.append((joined.length() > 0) ? "   " : "").append(piece);
			}
		}
		line(joined.toAttributedString());
	}

	public void blank() {
		this.out.println();
	}

	public void table(Table table) {
		table.lines(this.width).forEach(this::line);
	}

	/**
	 * Prints what to call next.
	 * @param command the command as it would be typed
	 * @param explanation what it does, in a few words
	 */
	public void next(String command, String explanation) {
		hint("next:", command, explanation);
	}

	/**
	 * Prints what to call instead.
	 * @param command the command as it would be typed
	 * @param explanation what it does, in a few words
	 */
	public void or(String command, String explanation) {
		hint("or:", command, explanation);
	}

	/** Commands are copied, so that the explanation must not look like a part of one. */
	private void hint(String title, String command, String explanation) {
		String gap = (command.length() > HINT) ? "   " : " ";
		line(Tone.FAINT,
				("  %-5s %-" + HINT + "s" + gap + "%s").formatted(title, command, explanation).stripTrailing());
	}

}
