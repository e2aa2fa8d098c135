package io.github.dbadapter.schema.fix;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.DomainType;

/**
 * Finds the planner for an object.
 */
final class KindPlanners {

	private final SimpleObjects simpleObjects;

	private final Types types;

	private final DomainChecks domainChecks;

	private final Sequences sequences;

	private final Tables tables;

	private final Columns columns;

	private final ViewColumns viewColumns;

	private final Constraints constraints;

	private final Indexes indexes;

	private final RelationParts relationParts;

	private final Views views;

	private final Routines routines;

	KindPlanners(Planning planning) {
		this.simpleObjects = new SimpleObjects(planning);
		this.types = new Types(planning);
		this.domainChecks = new DomainChecks(planning);
		this.sequences = new Sequences(planning);
		this.tables = new Tables(planning);
		this.columns = new Columns(planning);
		this.viewColumns = new ViewColumns(planning);
		this.constraints = new Constraints(planning);
		this.indexes = new Indexes(planning);
		this.relationParts = new RelationParts(planning);
		this.views = new Views(planning);
		this.routines = new Routines(planning);
	}

	KindPlanner of(Change change) {
		Object model = change.target().model();
		return switch (change.reference().kind()) {
			case SCHEMA, EXTENSION, OTHER -> this.simpleObjects;
			case ENUM, COMPOSITE_TYPE, DOMAIN, RANGE_TYPE -> this.types;
			case SEQUENCE -> this.sequences;
			case TABLE -> this.tables;
			case COLUMN -> (model instanceof Column) ? this.columns : this.viewColumns;
			case CONSTRAINT -> (model instanceof DomainType.Check) ? this.domainChecks : this.constraints;
			case INDEX -> this.indexes;
			case VIEW, MATERIALIZED_VIEW -> this.views;
			case FUNCTION, PROCEDURE, AGGREGATE -> this.routines;
			case TRIGGER, POLICY, RULE, STATISTICS -> this.relationParts;
		};
	}

}
