package io.github.dbadapter.schema.fix;

import java.util.List;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * How to find the rows that a statement would fail on.
 *
 * @param table table whose rows are looked at
 * @param condition SQL condition on a row called {@code r} that would fail, {@code null}
 * when there is none and only {@code probe} can tell
 * @param probe SQL expression on a row called {@code r} that raises an error where the
 * statement would, {@code null} for none
 * @param keyColumns columns that name a row for people
 * @since 0.1.0
 */
public record DataCheck(QualifiedName table, @Nullable String condition, @Nullable String probe,
		List<String> keyColumns) {

	public DataCheck {
		keyColumns = List.copyOf(keyColumns);
	}

	static DataCheck where(QualifiedName table, String condition) {
		return new DataCheck(table, condition, null, List.of());
	}

	static DataCheck probing(QualifiedName table, String expression) {
		return new DataCheck(table, null, expression, List.of());
	}

	DataCheck withKeyColumns(List<String> keyColumns) {
		return new DataCheck(this.table, this.condition, this.probe, keyColumns);
	}

	/**
	 * What a check has found.
	 *
	 * @param failing number of rows that would fail, {@code null} when it is not known
	 * @param keys keys of such rows, as many as were asked for
	 * @param note why the number is not known, {@code null} when it is
	 */
	public record Result(@Nullable Long failing, List<String> keys, @Nullable String note) {

		public Result {
			keys = List.copyOf(keys);
		}

	}

}
