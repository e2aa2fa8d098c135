package io.github.dbadapter.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A script and where in it one is, for messages.
 */
final class SourceText {

	private final String source;

	private final String text;

	private final int[] lineStarts;

	/**
	 * Creates a text.
	 * @param source where it comes from, such as the name of a file
	 * @param text the script
	 */
	SourceText(String source, String text) {
		this.source = source;
		this.text = text;
		this.lineStarts = lineStarts(text);
	}

	private static int[] lineStarts(String text) {
		List<Integer> starts = new ArrayList<>(List.of(0));
		for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
			starts.add(i + 1);
		}
		return starts.stream().mapToInt(Integer::intValue).toArray();
	}

	String text() {
		return this.text;
	}

	int endOfLine(int from) {
		int end = this.text.indexOf('\n', from);
		return (end >= 0) ? end : this.text.length();
	}

	int line(int offset) {
		int found = Arrays.binarySearch(this.lineStarts, offset);
		return (found >= 0) ? found + 1 : -found - 1;
	}

	SourcePosition position(int offset) {
		int line = line(offset);
		return new SourcePosition(this.source, line, this.text.codePointCount(this.lineStarts[line - 1], offset) + 1);
	}

	SqlSyntaxException failure(int offset, String problem) {
		String line = this.text.substring(offset, endOfLine(offset));
		return new SqlSyntaxException(position(offset), problem, SqlStatement.excerpt(line));
	}

}
