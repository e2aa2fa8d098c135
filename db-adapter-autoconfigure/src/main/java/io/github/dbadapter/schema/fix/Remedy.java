package io.github.dbadapter.schema.fix;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.QualifiedName;

/**
 * What a person can ask for so that a plan does more, or does it in another way. What
 * that is called depends on where the person is, and {@link RemedyWords} know it.
 *
 * @param kind what can be asked for
 * @param subject what it is about, in the form in which {@link FixWords} and
 * {@link Hazard#parse(String)} read it; empty for what concerns the whole plan
 * @since 0.1.0
 */
public record Remedy(Kind kind, String subject) {

	static final Remedy DROP_EXTRA = new Remedy(Kind.DROP_EXTRA, "");

	static final Remedy ONLINE = new Remedy(Kind.ONLINE, "");

	static final Remedy COLUMN_DEFS = new Remedy(Kind.COLUMN_DEFS, "");

	/**
	 * Accepting hazards.
	 * @param hazards the hazards
	 * @return the remedy
	 */
	public static Remedy allow(Set<Hazard> hazards) {
		return new Remedy(Kind.ALLOW,
				new TreeSet<>(hazards).stream().map(Hazard::option).collect(Collectors.joining(",")));
	}

	static Remedy fill(QualifiedName table, String column) {
		return new Remedy(Kind.FILL, table + "." + column);
	}

	static Remedy recreate(QualifiedName table) {
		return new Remedy(Kind.RECREATE, table.toString());
	}

	/**
	 * What can be asked for.
	 */
	public enum Kind {

		/** The hazards that the subject names are accepted. */
		ALLOW,

		/** What was not expected is dropped. */
		DROP_EXTRA,

		/** What PostgreSQL can do without blocking is done outside of the transaction. */
		ONLINE,

		/** Rows get a value in the column that the subject names. */
		FILL,

		/** The table that the subject names is written anew, with its rows. */
		RECREATE,

		/** Columns known by name alone get their definition. */
		COLUMN_DEFS

	}

}
