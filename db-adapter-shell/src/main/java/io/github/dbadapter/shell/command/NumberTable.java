package io.github.dbadapter.shell.command;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Table;

/**
 * Numbers by table with a line of totals.
 *
 * @param name takes the name from a row
 * @param counts the columns
 */
record NumberTable<T>(Function<T, String> name, List<Count<T>> counts) {

	void print(List<T> rows, Screen screen) {
		List<Count<T>> shown = this.counts.stream().filter((count) -> count.always() || count.total(rows) > 0).toList();
		Table table = new Table();
		for (int column = 1; column <= shown.size(); column++) {
			table.right(column);
		}
		table.heading(cells("table", shown, Count::title));
		for (T row : rows) {
			table.row(cells(this.name.apply(row), shown, (count) -> BackupOutcome.number(count.of().applyAsLong(row))));
		}
		table.row(cells("total", shown, (count) -> BackupOutcome.number(count.total(rows))));
		screen.table(table);
	}

	private static <T> String[] cells(String first, List<Count<T>> counts, Function<Count<T>, String> value) {
		return Stream.concat(Stream.of(first), counts.stream().map(value)).toArray(String[]::new);
	}

	/**
	 * A column of numbers.
	 *
	 * @param title its title
	 * @param of takes the number from a row
	 * @param always whether it is shown when it has nothing but zeros
	 */
	record Count<T>(String title, ToLongFunction<T> of, boolean always) {

		long total(List<T> rows) {
			return rows.stream().mapToLong(this.of).sum();
		}

	}

}
