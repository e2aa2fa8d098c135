package io.github.dbadapter.schema.diff;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Table;

/**
 * Compares tables with all their parts.
 */
final class TableComparison {

	private final Comparison comparison;

	private final ColumnComparison columns;

	private final RelationParts parts;

	TableComparison(Comparison comparison) {
		this.comparison = comparison;
		this.columns = new ColumnComparison(comparison);
		this.parts = new RelationParts(comparison);
	}

	void compare(TableMatch match) {
		Table expected = match.tables().expected();
		Table actual = match.tables().actual();
		compareTable(expected, actual);
		this.columns.compare(match);
		compareConstraints(match);
		this.parts.indexes(match.tables(), match.indexes());
		this.parts.triggers(match.tables(), expected.triggers(), actual.triggers());
		this.parts.rules(match.tables(), expected.rules(), actual.rules());
		this.parts.statistics(match.tables(), match.statistics());
		new PolicyComparison(this.comparison).compare(match.tables());
	}

	private void compareTable(Table expected, Table actual) {
		this.comparison.differences()
			.compare(SchemaPart.of(expected), SchemaPart.of(actual))
			.property(Property.FOREIGN_SERVER, expected.foreign(), actual.foreign())
			.expression(Property.PARTITION_KEY, expected.partitionKey(), actual.partitionKey())
			.property(Property.PARTITION, expected.partition(), actual.partition())
			.property(Property.INHERITANCE, expected.inherits(), actual.inherits())
			.property(Property.ROW_TYPE, expected.ofType(), actual.ofType())
			.property(Property.PERSISTENCE, persistence(expected), persistence(actual))
			.property(Property.ROW_SECURITY, expected.rowSecurity(), actual.rowSecurity())
			.property(Property.FORCE_ROW_SECURITY, expected.forceRowSecurity(), actual.forceRowSecurity())
			.property(Property.REPLICA_IDENTITY, this.comparison.renames().replicaIdentity(expected),
					actual.replicaIdentity())
			.property(Property.ACCESS_METHOD, expected.accessMethod(), actual.accessMethod())
			.property(Property.TABLESPACE, expected.tablespace(), actual.tablespace())
			.property(Property.OPTIONS, expected.options(), actual.options())
			.comment(expected.comment(), actual.comment());
	}

	private void compareConstraints(TableMatch match) {
		this.comparison.differences()
			.oneSided(match.constraints(), match.tables(), TableComparison::part, (constraint) -> Severity.DRIFT);
		match.constraints().pairs().forEach((pair) -> compare(match.tables(), pair.expected(), pair.actual()));
	}

	private void compare(Matching.Pair<Table> tables, Constraint expected, Constraint actual) {
		Differences.PairComparison pair = this.comparison.differences()
			.compare(part(tables.expected(), expected), part(tables.actual(), actual))
			.name(expected.name(), actual.name())
			.property(Property.CLUSTERING, expected.clustered(), actual.clustered())
			.property(Property.PARENT, this.comparison.renames().index(expected.parent()), actual.parent())
			.property(Property.OPTIONS, expected.indexOptions(), actual.indexOptions())
			.property(Property.TABLESPACE, expected.indexTablespace(), actual.indexTablespace())
			.property(Property.INDEX_COMMENT, expected.indexComment(), actual.indexComment(),
					(expected.indexComment() != null) ? Severity.DRIFT : Severity.EXTRA)
			.comment(expected.comment(), actual.comment());
		if (expected.type() == actual.type() && hasExpressions(expected)) {
			pair.expression(Property.DEFINITION, expected.definition(), actual.definition());
		}
		else {
			pair.property(Property.DEFINITION, expected.definition(), actual.definition());
		}
		if (Inheritance.sameParents(tables.expected(), tables.actual())) {
			pair.property(Property.INHERITANCE, declared(expected), declared(actual));
		}
	}

	static boolean hasExpressions(Constraint constraint) {
		return constraint.type() == Constraint.Type.CHECK || constraint.type() == Constraint.Type.EXCLUSION;
	}

	private static SchemaPart<Constraint> part(SchemaObject owner, Constraint constraint) {
		return SchemaPart.of(owner, ObjectKind.CONSTRAINT, constraint.name(), constraint);
	}

	private static String persistence(Table table) {
		return table.unlogged() ? "unlogged" : "logged";
	}

	private static String declared(Constraint constraint) {
		return constraint.local() ? "declared" : "inherited";
	}

}
