package io.github.dbadapter.schema.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.dbadapter.sql.SqlToken;

/**
 * A text with some of its parts replaced, which can tell where in the source a place of
 * the result was.
 */
final class Rewriting {

	private final String source;

	private final List<Replacement> replacements = new ArrayList<>();

	Rewriting(String source) {
		this.source = source;
	}

	Rewriting replace(SqlToken token, String text) {
		return replace(token.start(), token.end(), text);
	}

	Rewriting replace(int start, int end, String text) {
		this.replacements.add(new Replacement(start, end, text));
		return this;
	}

	String result() {
		StringBuilder result = new StringBuilder(this.source.length() + 64);
		int copied = 0;
		for (Replacement replacement : inOrder()) {
			result.append(this.source, copied, replacement.start()).append(replacement.text());
			copied = replacement.end();
		}
		return result.append(this.source, copied, this.source.length()).toString();
	}

	int sourceOffset(int resultOffset) {
		int shift = 0;
		for (Replacement replacement : inOrder()) {
			int start = replacement.start() + shift;
			if (resultOffset < start) {
				break;
			}
			if (resultOffset < start + replacement.text().length()) {
				return replacement.start();
			}
			shift += replacement.text().length() - (replacement.end() - replacement.start());
		}
		return Math.max(0, Math.min(resultOffset - shift, this.source.length()));
	}

	private List<Replacement> inOrder() {
		return this.replacements.stream().sorted(Comparator.comparingInt(Replacement::start)).toList();
	}

	private record Replacement(int start, int end, String text) {

	}

}
