package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Says by the names that tables and columns have before the plan what is locked, looked
 * at and backed up before the plan runs.
 */
final class BeforeRenames {

	private final DatabaseSchema renamed;

	/** The last first, so that undoing them in this order leads to the old names. */
	private final List<RenameHint> renames;

	BeforeRenames(DatabaseSchema renamed, List<RenameHint> renames) {
		this.renamed = renamed;
		this.renames = new ArrayList<>(renames);
		Collections.reverse(this.renames);
	}

	FixPlan translate(FixPlan plan) {
		if (this.renames.isEmpty()) {
			return plan;
		}
		FixPlan translated = plan.withStatements((statement) -> new FixStatement(statement.number(), statement.sql(),
				statement.explanation(), statement.differences(), hazards(statement.hazards()),
				hazards(statement.cleared()), tables(statement.tables()), statement.transactional()));
		return translated.withAssumedEmpty(tables(plan.assumedEmpty()));
	}

	SortedSet<QualifiedName> tables(SortedSet<QualifiedName> tables) {
		return tables.stream().map(this::table).collect(Collectors.toCollection(TreeSet::new));
	}

	private QualifiedName table(QualifiedName table) {
		QualifiedName before = table;
		for (RenameHint hint : this.renames) {
			if (hint.to() == null && hint.table().equals(before)) {
				before = Renaming.sibling(before, hint.from());
			}
		}
		return before;
	}

	private String column(QualifiedName table, String column) {
		String before = column;
		for (RenameHint hint : this.renames) {
			if (before.equals(hint.to()) && hint.table().equals(table)) {
				before = hint.from();
			}
		}
		return before;
	}

	private boolean concerns(QualifiedName table) {
		return this.renames.stream().anyMatch((hint) -> hint.table().equals(table));
	}

	private List<FixHazard> hazards(List<FixHazard> hazards) {
		return hazards.stream()
			.map((hazard) -> (hazard.check() == null) ? hazard
					: new FixHazard(hazard.type(), hazard.consequence(), hazard.alternative(), check(hazard.check()),
							hazard.result()))
			.toList();
	}

	/** The condition keeps the new names, of relations that give them to the old ones. */
	private DataCheck check(DataCheck check) {
		String condition = check.condition();
		String probe = check.probe();
		if (condition != null) {
			for (Table table : this.renamed.objects(Table.class).toList()) {
				if (concerns(table.name())) {
					condition = condition.replace(table.name().quoted() + " ", relation(table) + " ");
				}
			}
		}
		Table table = this.renamed.table(check.table());
		if (table == null || !concerns(table.name())) {
			return new DataCheck(check.table(), condition, probe, check.keyColumns());
		}
		if (condition != null) {
			condition = "(r.tableoid, r.ctid) IN (SELECT r.tableoid, r.ctid FROM %s r WHERE %s)"
				.formatted(relation(table), condition);
		}
		if (probe != null) {
			probe = "(SELECT %s FROM (SELECT %s) r)".formatted(probe, columns(table, "r"));
		}
		return new DataCheck(table(table.name()), condition, probe,
				check.keyColumns().stream().map((column) -> column(table.name(), column)).toList());
	}

	private String relation(Table table) {
		return "(SELECT x.tableoid, x.ctid, %s FROM %s x)".formatted(columns(table, "x"), table(table.name()).quoted());
	}

	private String columns(Table table, String alias) {
		return table.columns()
			.stream()
			.map(Column::name)
			.map((name) -> "%s.%s AS %s".formatted(alias, SqlText.quoted(column(table.name(), name)),
					SqlText.quoted(name)))
			.collect(Collectors.joining(", "));
	}

}
