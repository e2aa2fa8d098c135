package io.github.dbadapter.schema;

/**
 * One statement of DDL.
 *
 * @param object what it creates or completes; what is written within a
 * {@code CREATE TABLE} belongs to the table
 * @param sql the statement, without a final semicolon; for an {@link OtherObject} there
 * may be several, separated by semicolons
 * @since 0.1.0
 */
public record DdlStatement(ObjectReference object, String sql) {

	@Override
	public String toString() {
		return this.sql + ";";
	}

}
