package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;
import java.util.List;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Policy;
import io.github.dbadapter.schema.Rule;
import io.github.dbadapter.schema.Statistics;
import io.github.dbadapter.schema.Trigger;
import io.github.dbadapter.schema.Trigger.Firing;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Reads triggers, rules, policies and extended statistics.
 */
final class RelationPartReader {

	private final Catalog catalog;

	RelationPartReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void readTriggers(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			CatalogRelation relation = this.catalog.relation(rows.number());
			if (relation != null) {
				String name = rows.text();
				Firing firing = firing(rows.character());
				boolean inherited = rows.flag();
				relation.triggers.add(new Trigger(name, rows.text(), firing, inherited,
						this.catalog.comment(CatalogId.TRIGGER, oid)));
				this.catalog.register(CatalogId.TRIGGER, oid, relation.reference(ObjectKind.TRIGGER, name));
			}
		}
	}

	void readRules(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			CatalogRelation relation = this.catalog.relation(rows.number());
			if (relation != null) {
				String name = rows.text();
				Firing firing = firing(rows.character());
				relation.rules.add(new Rule(name, CatalogRelation.withoutSemicolon(rows.text()), firing,
						this.catalog.comment(CatalogId.REWRITE, oid)));
				this.catalog.register(CatalogId.REWRITE, oid, relation.reference(ObjectKind.RULE, name));
			}
		}
	}

	private static Firing firing(char enabled) {
		return switch (enabled) {
			case 'D' -> Firing.DISABLED;
			case 'R' -> Firing.REPLICA;
			case 'A' -> Firing.ALWAYS;
			default -> Firing.ORIGIN;
		};
	}

	void readPolicies(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			CatalogRelation relation = this.catalog.relation(rows.number());
			if (relation != null) {
				String name = rows.text();
				relation.policies.add(new Policy(name, rows.flag(), rows.text(), List.of(rows.texts()),
						rows.textOrNull(), rows.textOrNull(), this.catalog.comment(CatalogId.POLICY, oid)));
				this.catalog.register(CatalogId.POLICY, oid, relation.reference(ObjectKind.POLICY, name));
			}
		}
	}

	void readStatistics(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			CatalogRelation relation = this.catalog.relation(rows.number());
			if (relation != null) {
				QualifiedName name = QualifiedName.of(rows.text(), rows.text());
				Integer target = rows.integerOrNull();
				relation.statistics
					.add(new Statistics(name, rows.text(), target, this.catalog.comment(CatalogId.STATISTIC_EXT, oid)));
				this.catalog.register(CatalogId.STATISTIC_EXT, oid, ObjectReference.of(ObjectKind.STATISTICS, name));
			}
		}
	}

}
