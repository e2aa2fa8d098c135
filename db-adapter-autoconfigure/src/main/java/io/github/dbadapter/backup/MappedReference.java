package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A reference as SQL over the staged row {@code s}. The rows it can lead to are those of
 * the file where the file has the table, otherwise those of the target.
 *
 * @param index number among the references of its table
 * @param reference the reference
 * @param source the referenced table in the file, {@code null} if the file has it not
 * @param inUnit whether the referenced table is restored together with this one
 */
record MappedReference(int index, Reference reference, @Nullable RestoreTable source, boolean inUnit) {

	/** Alias of what the reference leads to. */
	String alias() {
		return "p" + this.index;
	}

	/** Whether the referenced rows may get other keys. */
	boolean isRemapped() {
		return this.source != null;
	}

	private boolean byIdentity() {
		return this.source != null && this.source.plan().identity().equals(this.reference.targetColumns());
	}

	String join(RestoreTable table) {
		return " LEFT JOIN %s ON %s".formatted(target(), on(table));
	}

	/** What it leads to, under its alias. */
	String target() {
		if (this.source == null) {
			return "%s AS %s".formatted(this.reference.target().from(), alias());
		}
		if (byIdentity()) {
			return "%s AS %s".formatted(this.source.map(), alias());
		}
		RowMapping pending = this.source.pending(this.inUnit);
		List<String> keys = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (int i = 0; i < this.source.plan().identity().size(); i++) {
			keys.add("t.%s = m.n%d".formatted(this.source.plan().identity().get(i).quoted(), i));
		}
		for (int i = 0; i < this.reference.targetColumns().size(); i++) {
			Identifier column = this.reference.targetColumns().get(i);
			String value = (pending != null)
					? "CASE WHEN m.st = 'I' THEN %s ELSE t.%s END".formatted(pending.value(column), column.quoted())
					: "t." + column.quoted();
			values.add("%s AS o%d, %s AS n%d".formatted(this.source.staged(column), i, value, i));
		}
		return "(SELECT m.r, m.st, %s FROM %s AS s JOIN %s AS m ON m.r = s.r %s %s AS t ON %s) AS %s".formatted(
				String.join(", ", values), this.source.staging(), this.source.map(),
				(pending != null) ? "LEFT JOIN" : "JOIN", this.source.table().from(), String.join(" AND ", keys),
				alias());
	}

	String on(RestoreTable table) {
		List<String> conditions = new ArrayList<>();
		for (int i = 0; i < this.reference.columns().size(); i++) {
			String target = (this.source != null) ? "o" + i : this.reference.targetColumns().get(i).quoted();
			conditions.add("%s.%s = %s".formatted(alias(), target, table.staged(this.reference.columns().get(i))));
		}
		if (this.source != null) {
			conditions.add("%s.st IN ('I', 'M', 'W')".formatted(alias()));
		}
		return String.join(" AND ", conditions);
	}

	/** Whether the row refers to anything (MATCH SIMPLE). */
	String isSet(RestoreTable table) {
		return String.join(" AND ",
				this.reference.columns().stream().map((column) -> table.staged(column) + " IS NOT NULL").toList());
	}

	private String isFound() {
		return (this.source != null) ? alias() + ".r IS NOT NULL"
				: "%s.%s IS NOT NULL".formatted(alias(), this.reference.targetColumns().get(0).quoted());
	}

	String isMissing(RestoreTable table) {
		return "(%s AND NOT (%s))".formatted(isSet(table), isFound());
	}

	/** The value that one of its columns gets; NULL when nothing was found. */
	String value(RestoreTable table, Identifier column) {
		int position = this.reference.columns().indexOf(column);
		String found = (this.source != null) ? "%s.n%d".formatted(alias(), position)
				: "%s.%s".formatted(alias(), this.reference.targetColumns().get(position).quoted());
		String staged = table.staged(column);
		CatalogColumn described = table.table().column(column);
		if (described != null && described.notNull()) {
			return "coalesce(%s, %s)::%s".formatted(found, staged, table.type(column));
		}
		return "(CASE WHEN %s THEN %s ELSE %s END)::%s".formatted(isSet(table), found, staged, table.type(column));
	}

}
