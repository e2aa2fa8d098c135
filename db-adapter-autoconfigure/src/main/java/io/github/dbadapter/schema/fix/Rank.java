package io.github.dbadapter.schema.fix;

/**
 * Where a step stands when nothing it depends on says otherwise. What goes on one table
 * stays together within a group, so that it becomes one statement.
 */
enum Rank {

	RENAME(0), DROP_PUBLICATION(0), DROP_RULE(0), DROP_TRIGGER(0), DROP_POLICY(0), DROP_FOREIGN_KEY(1), DROP_VIEW(0),
	DROP_STATISTICS(0), DROP_INDEX(0), DROP_CONSTRAINT(1), DROP_DEFAULT(1), DROP_REPLACED(0), DETACH(0), SCHEMA(0),
	EXTENSION(0), OTHER(0), TYPE(0), SEQUENCE(0), ROUTINE(0), TABLE(0), ATTACH(0), COLUMN(2), FILL(0),
	TABLE_PROPERTY(2), CONSTRAINT(2), INDEX(0), AFTER_INDEX(2), FOREIGN_KEY(2), VIEW(0), MATERIALIZED_VIEW(0),
	TRIGGER(0), RULE(0), POLICY(0), STATISTICS(0), PUT_BACK(0), DROP_COLUMN(2), DROP_TABLE(0), DROP_SEQUENCE(0),
	DROP_ROUTINE(0), DROP_TYPE(0), DROP_OTHER(0), DROP_EXTENSION(0), DROP_SCHEMA(0);

	private final int group;

	Rank(int group) {
		this.group = group;
	}

	boolean joins(Rank other) {
		return this.group != 0 && this.group == other.group;
	}

}
