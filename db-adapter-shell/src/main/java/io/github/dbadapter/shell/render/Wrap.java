package io.github.dbadapter.shell.render;

import java.util.ArrayList;
import java.util.List;

import org.jline.utils.AttributedString;

/**
 * Breaks a text at blanks; a word that is longer than a line is broken anywhere.
 */
final class Wrap {

	private Wrap() {
	}

	static List<AttributedString> words(AttributedString text, int width) {
		List<AttributedString> lines = new ArrayList<>();
		AttributedString rest = text;
		while (rest.columnLength() > width) {
			AttributedString line = rest.columnSubSequence(0, width);
			int blank = line.toString().lastIndexOf(' ');
			boolean fits = rest.charAt(line.length()) == ' ';
			int end = (blank > 0 && !fits) ? blank : line.length();
			lines.add(rest.substring(0, end));
			rest = rest.substring(skipBlanks(rest, end), rest.length());
		}
		lines.add(rest);
		return lines;
	}

	private static int skipBlanks(AttributedString text, int start) {
		int at = start;
		while (at < text.length() && text.charAt(at) == ' ') {
			at++;
		}
		return at;
	}

}
