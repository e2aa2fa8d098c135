package io.github.dbadapter.schema.fix;

import java.util.Comparator;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A table or column that the expected schema calls otherwise.
 *
 * @param table table, for a column by its expected name
 * @param from the old name of the column, or of the table within its schema
 * @param to the new name of the column, {@code null} to rename the table to {@code table}
 * @since 0.1.0
 */
public record RenameHint(QualifiedName table, String from, @Nullable String to) implements Comparable<RenameHint> {

	private static final Comparator<RenameHint> ORDER = Comparator.comparing((RenameHint hint) -> hint.to != null)
		.thenComparing(RenameHint::table)
		.thenComparing(RenameHint::from)
		.thenComparing(RenameHint::to, Comparator.nullsFirst(Comparator.naturalOrder()));

	@Override
	public int compareTo(RenameHint other) {
		return ORDER.compare(this, other);
	}

}
