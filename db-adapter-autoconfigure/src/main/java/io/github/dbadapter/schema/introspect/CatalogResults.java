package io.github.dbadapter.schema.introspect;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Hands the result of each {@link CatalogQuery} to its reader.
 */
final class CatalogResults {

	private final Catalog catalog;

	private final RelationReader relations;

	private final RelationPartReader parts;

	private final ConstraintReader constraints;

	private final RoutineReader routines;

	private final OtherReader others;

	CatalogResults(Catalog catalog) {
		this.catalog = catalog;
		this.relations = new RelationReader(catalog);
		this.parts = new RelationPartReader(catalog);
		this.constraints = new ConstraintReader(catalog);
		this.routines = new RoutineReader(catalog);
		this.others = new OtherReader(catalog);
	}

	void read(CatalogQuery query, ResultSet results) throws SQLException {
		Rows rows = new Rows(query, results, this.catalog.shared());
		switch (query) {
			case COMMENTS -> this.catalog.comments().read(rows);
			case RELATIONS -> this.relations.readRelations(rows);
			case OUTSIDE -> this.relations.readOutside(rows);
			case INHERITANCE -> this.relations.readInheritance(rows);
			case SEQUENCES -> this.catalog.sequences().read(rows);
			case NOT_NULLS -> this.catalog.columns().readNotNulls(rows);
			case COLUMN_TYPES -> this.catalog.columns().readTypes(rows);
			case COLUMNS -> this.catalog.columns().read(rows);
			case INDEXES -> this.catalog.indexes().read(rows);
			case CONSTRAINTS -> this.constraints.read(rows);
			case TRIGGERS -> this.parts.readTriggers(rows);
			case RULES -> this.parts.readRules(rows);
			case POLICIES -> this.parts.readPolicies(rows);
			case STATISTICS -> this.parts.readStatistics(rows);
			case ENUM_LABELS -> this.catalog.types().readLabels(rows);
			case DOMAIN_CONSTRAINTS -> this.catalog.types().readConstraints(rows);
			case TYPES -> this.catalog.types().readTypes(rows);
			case RANGE_TYPES -> this.catalog.types().readRanges(rows);
			case ROUTINES, AGGREGATES -> this.routines.readRoutines(rows);
			case EXTENSIONS -> this.routines.readExtensions(rows);
			case BASE_TYPES, OPERATORS, OPERATOR_FAMILIES, OPERATOR_CLASSES, COLLATIONS, CONVERSIONS, TEXT_SEARCH,
					CASTS, LANGUAGES, TRANSFORMS, ACCESS_METHODS, FOREIGN_DATA, EVENT_TRIGGERS, PUBLICATIONS,
					SUBSCRIPTIONS, SECURITY_LABELS, EXTENSION_DEPENDENCIES ->
				this.others.read(rows);
			case DEPENDENCIES -> this.catalog.dependencies().read(rows);
		}
	}

}
