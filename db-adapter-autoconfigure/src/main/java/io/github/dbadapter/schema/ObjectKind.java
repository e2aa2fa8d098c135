package io.github.dbadapter.schema;

import java.util.Locale;

/**
 * Kind of a database object, in the order in which kinds are created and reported.
 *
 * @since 0.1.0
 */
public enum ObjectKind {

	SCHEMA, EXTENSION, OTHER, ENUM, COMPOSITE_TYPE, DOMAIN, RANGE_TYPE, SEQUENCE, TABLE, COLUMN, CONSTRAINT, INDEX,
	VIEW, MATERIALIZED_VIEW, FUNCTION, PROCEDURE, AGGREGATE, TRIGGER, POLICY, RULE, STATISTICS;

	/**
	 * Returns the words of SQL for this kind.
	 * @return for example {@code materialized view}
	 */
	public String words() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
