package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.source.ExpectedSchema;
import io.github.dbadapter.sql.QualifiedName;

/**
 * What a plan may do, as people write it: names with or without their schema.
 *
 * @param dropExtra whether what was not expected is dropped
 * @param recreate tables that are written anew, with their rows
 * @param fill values for the rows of columns, as in {@code orders.currency='EUR'}
 * @param renames old and new names, as in {@code orders.total=orders.amount}
 * @param columnDefs what follows the name in {@code ADD COLUMN}, for columns whose
 * definition the expected schema does not hold, as {@link ColumnDefs} reads them
 * @param online whether what PostgreSQL can do without blocking is done outside of the
 * transaction
 * @since 0.1.0
 */
public record FixWords(boolean dropExtra, List<String> recreate, List<String> fill, List<String> renames,
		Map<ObjectReference, String> columnDefs, boolean online) {

	private static final FixWords NONE = new FixWords(false, List.of(), List.of(), List.of(), Map.of(), false);

	public FixWords {
		recreate = List.copyOf(recreate);
		fill = List.copyOf(fill);
		renames = List.copyOf(renames);
		columnDefs = Map.copyOf(columnDefs);
	}

	/**
	 * Nothing beyond what is needed.
	 * @return words that drop, recreate and rename nothing
	 */
	public static FixWords none() {
		return NONE;
	}

	public FixWords withDropExtra(boolean dropExtra) {
		return new FixWords(dropExtra, this.recreate, this.fill, this.renames, this.columnDefs, this.online);
	}

	public FixWords withRecreate(List<String> recreate) {
		return new FixWords(this.dropExtra, recreate, this.fill, this.renames, this.columnDefs, this.online);
	}

	public FixWords withFill(List<String> fill) {
		return new FixWords(this.dropExtra, this.recreate, fill, this.renames, this.columnDefs, this.online);
	}

	public FixWords withRenames(List<String> renames) {
		return new FixWords(this.dropExtra, this.recreate, this.fill, renames, this.columnDefs, this.online);
	}

	public FixWords withColumnDefs(Map<ObjectReference, String> columnDefs) {
		return new FixWords(this.dropExtra, this.recreate, this.fill, this.renames, columnDefs, this.online);
	}

	public FixWords withOnline(boolean online) {
		return new FixWords(this.dropExtra, this.recreate, this.fill, this.renames, this.columnDefs, online);
	}

	/**
	 * Finds what the names mean.
	 * @param expected the expected schema, which has all tables and columns that can be
	 * named here, renamed ones by their new names
	 * @return the options
	 * @throws InvalidInputException if something is not written as it should be, or a
	 * name is not known or means more than one table
	 */
	public FixOptions resolve(ExpectedSchema expected) {
		ExpectedNames names = ExpectedNames.of(expected);
		Set<QualifiedName> tables = new TreeSet<>();
		this.recreate.forEach((table) -> tables.add(names.table(table)));
		Map<ObjectReference, String> values = new TreeMap<>();
		this.fill.forEach((text) -> {
			Pair pair = Pair.of(text, "table.column=expression, as in orders.currency='EUR'");
			values.put(names.column(pair.left()),
					SqlText.fragment("The value of '%s'".formatted(pair.left()), pair.right()));
		});
		return new FixOptions(this.dropExtra, new TreeSet<>(tables), values, hints(names), this.columnDefs,
				this.online);
	}

	private Set<RenameHint> hints(ExpectedNames names) {
		Set<RenameHint> hints = new TreeSet<>();
		for (String text : this.renames) {
			Pair pair = Pair.of(text, "old=new, as in orders.total=orders.amount");
			hints.add(names.rename(pair.left(), pair.right()));
		}
		return hints;
	}

	/** Two texts around the first equals sign that is not in double quotes. */
	private record Pair(String left, String right) {

		static Pair of(String text, String form) {
			int at = ExpectedNames.positions(text, '=').stream().findFirst().orElse(-1);
			if (at <= 0 || at == text.length() - 1) {
				throw new InvalidInputException("'%s' is not %s".formatted(text, form));
			}
			return new Pair(text.substring(0, at).strip(), text.substring(at + 1).strip());
		}

	}

}
