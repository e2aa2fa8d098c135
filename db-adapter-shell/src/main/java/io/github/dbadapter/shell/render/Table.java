package io.github.dbadapter.shell.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Rows in aligned columns without borders. Widths are counted in terminal columns, so
 * that wide characters and colours do not shift anything. When a line would be longer
 * than the screen, its last column wraps below itself.
 */
public final class Table {

	private static final String GAP = "   ";

	private static final int NARROWEST = 20;

	private final List<List<AttributedString>> rows = new ArrayList<>();

	private final Set<Integer> rightAligned = new TreeSet<>();

	/**
	 * Adds a heading row.
	 * @param titles titles of the columns
	 * @return this table
	 */
	public Table heading(String... titles) {
		return row(Arrays.stream(titles).map(Tone.STRONG::of).toArray(AttributedString[]::new));
	}

	public Table row(String... cells) {
		return row(Arrays.stream(cells).map(Tone.PLAIN::of).toArray(AttributedString[]::new));
	}

	public Table row(AttributedString... cells) {
		this.rows.add(List.of(cells));
		return this;
	}

	/**
	 * Aligns a column to the right, as numbers are.
	 * @param column index of the column, from 0
	 * @return this table
	 */
	public Table right(int column) {
		this.rightAligned.add(column);
		return this;
	}

	public boolean isEmpty() {
		return this.rows.isEmpty();
	}

	List<AttributedString> lines(int screenWidth) {
		int[] widths = widths();
		List<AttributedString> lines = new ArrayList<>();
		for (List<AttributedString> row : this.rows) {
			lines.addAll(lines(row, widths, screenWidth));
		}
		return lines;
	}

	private int[] widths() {
		int[] widths = new int[this.rows.stream().mapToInt(List::size).max().orElse(0)];
		for (List<AttributedString> row : this.rows) {
			for (int column = 0; column < row.size(); column++) {
				// the last cell of a shorter row may run over the columns that it lacks
				if (column < row.size() - 1 || row.size() == widths.length) {
					widths[column] = Math.max(widths[column], row.get(column).columnLength());
				}
			}
		}
		return widths;
	}

	private List<AttributedString> lines(List<AttributedString> row, int[] widths, int screenWidth) {
		AttributedStringBuilder before = new AttributedStringBuilder();
		int last = row.size() - 1;
		for (int column = 0; column < last; column++) {
			before.append(padded(row.get(column), widths[column], this.rightAligned.contains(column))).append(GAP);
		}
		AttributedString cell = row.get(last);
		if (this.rightAligned.contains(last)) {
			cell = padded(cell, widths[last], true);
		}
		int indent = before.columnLength();
		List<AttributedString> wrapped = Wrap.words(cell, Math.max(NARROWEST, screenWidth - indent));
		List<AttributedString> lines = new ArrayList<>();
		for (int index = 0; index < wrapped.size(); index++) {
			AttributedStringBuilder line = new AttributedStringBuilder();
			line.append((index == 0) ? before.toAttributedString() : new AttributedString(" ".repeat(indent)));
			lines.add(stripTrailing(line.append(wrapped.get(index)).toAttributedString()));
		}
		return lines;
	}

	private static AttributedString padded(AttributedString cell, int width, boolean right) {
		String padding = " ".repeat(Math.max(0, width - cell.columnLength()));
		AttributedStringBuilder result = new AttributedStringBuilder();
		return (right ? result.append(padding).append(cell) : result.append(cell).append(padding)).toAttributedString();
	}

	private static AttributedString stripTrailing(AttributedString line) {
		return line.substring(0, line.toString().stripTrailing().length());
	}

}
