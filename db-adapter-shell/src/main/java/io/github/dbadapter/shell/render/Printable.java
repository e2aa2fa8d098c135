package io.github.dbadapter.shell.render;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Makes text from a database or a file harmless for a terminal: a name in a catalog may
 * hold escape sequences or line ends.
 */
final class Printable {

	private Printable() {
	}

	static String of(String text) {
		return isPrintable(text) ? text : of(new AttributedString(text)).toString();
	}

	static AttributedString of(AttributedString text) {
		if (isPrintable(text)) {
			return text;
		}
		AttributedStringBuilder result = new AttributedStringBuilder(text.length());
		for (int at = 0; at < text.length(); at++) {
			char character = text.charAt(at);
			result.style(text.styleAt(at));
			result.append(isControl(character) ? "\\u%04x".formatted((int) character) : String.valueOf(character));
		}
		return result.toAttributedString();
	}

	private static boolean isPrintable(CharSequence text) {
		return text.chars().noneMatch((character) -> isControl((char) character));
	}

	private static boolean isControl(char character) {
		return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
	}

}
