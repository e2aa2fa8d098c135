package io.github.dbadapter.schema.diff;

import java.util.Locale;

/**
 * Property of an object that can differ while the object is on both sides.
 *
 * @since 0.1.0
 */
public enum Property {

	NAME, TYPE, COLLATION, NULLABILITY, NOT_NULL_CONSTRAINT, DEFAULT, IDENTITY, SEQUENCE_NAME, SEQUENCE_COMMENT,
	GENERATED, INHERITANCE, STATISTICS_TARGET, COMPRESSION, OPTIONS, FOREIGN_OPTIONS, COMMENT, INDEX_COMMENT,
	DEFINITION, UNIQUENESS, VALIDITY, CLUSTERING, PARENT, TABLESPACE, PARTITION_KEY, PARTITION, COLUMN_ORDER, ROW_TYPE,
	PERSISTENCE, ROW_SECURITY, FORCE_ROW_SECURITY, REPLICA_IDENTITY, ACCESS_METHOD, FOREIGN_SERVER, OWNED_BY, VALUES,
	ATTRIBUTE_ORDER, RESULT, ARGUMENTS, FIRING, PERMISSIVE, COMMAND, ROLES, USING, CHECK, SCHEMA;

	/**
	 * Returns the words for people.
	 * @return for example {@code partition key}
	 */
	public String words() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
