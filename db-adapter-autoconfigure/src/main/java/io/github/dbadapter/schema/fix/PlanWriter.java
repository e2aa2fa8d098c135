package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Writes ordered steps as statements: clauses on one table that follow each other become
 * one {@code ALTER TABLE}.
 */
final class PlanWriter {

	private final Planning planning;

	private final List<FixStatement> statements = new ArrayList<>();

	private final List<Step> open = new ArrayList<>();

	PlanWriter(Planning planning) {
		this.planning = planning;
	}

	FixPlan write(Renaming renaming, List<Step> ordered) {
		renaming.statements().forEach(this::rename);
		for (Step step : ordered) {
			if (step.clauseOf() == null) {
				close();
				write(step);
			}
			else if (!joins(step)) {
				close();
				this.open.add(step);
			}
			else {
				this.open.add(step);
			}
		}
		close();
		return FixPlan.of(this.planning, this.statements);
	}

	private void rename(RenameHint hint) {
		QualifiedName table = (hint.to() != null) ? hint.table() : Renaming.sibling(hint.table(), hint.from());
		String what = (hint.to() != null)
				? "COLUMN %s TO %s".formatted(SqlText.quoted(hint.from()), SqlText.quoted(hint.to()))
				: "TO " + hint.table().name().quoted();
		String explanation = (hint.to() != null) ? "renames column %s.%s to %s".formatted(table, hint.from(), hint.to())
				: "renames table %s to %s".formatted(table, hint.table().name());
		FixHazard hazard = new Dependents(this.planning).renamed(hint);
		this.statements.add(new FixStatement(this.statements.size() + 1,
				"ALTER TABLE %s RENAME %s".formatted(table.quoted(), what), RemedyText.of(explanation), List.of(),
				(hazard != null) ? List.of(hazard) : List.of(), List.of(), new TreeSet<>(Set.of(table)), true));
	}

	private boolean joins(Step step) {
		return !this.open.isEmpty() && !step.isAlone() && !this.open.get(0).isAlone()
				&& this.open.get(0).clauseOf() != null && this.open.get(0).clauseOf().equals(step.clauseOf());
	}

	private void close() {
		if (this.open.isEmpty()) {
			return;
		}
		@Nullable QualifiedName table = this.open.get(0).clauseOf();
		Set<String> clauses = new LinkedHashSet<>();
		this.open.forEach((step) -> clauses.addAll(step.sql()));
		String sql = "ALTER TABLE " + ((table != null) ? table.quoted() : "") + ((clauses.size() == 1) ? " " : "\n    ")
				+ String.join(",\n    ", clauses);
		add(sql, this.open);
		this.open.clear();
	}

	private void write(Step step) {
		for (String sql : step.sql()) {
			boolean first = step.sql().get(0).equals(sql);
			add(sql, List.of(step), first);
		}
	}

	private void add(String sql, List<Step> steps) {
		add(sql, steps, true);
	}

	private void add(String sql, List<Step> steps, boolean withHazards) {
		Set<RemedyText> explanations = new LinkedHashSet<>();
		Set<String> differences = new TreeSet<>();
		Map<String, FixHazard> hazards = new LinkedHashMap<>();
		Set<QualifiedName> tables = new TreeSet<>();
		for (Step step : steps) {
			explanations.add(step.explanation());
			step.differences().forEach((difference) -> differences.add(FixPlan.name(difference)));
			step.hazards().forEach((hazard) -> hazards.put(hazard.type() + hazard.consequence(), hazard));
			tables.addAll(step.tables());
		}
		Collection<FixHazard> kept = withHazards ? hazards.values() : List.of();
		this.statements.add(new FixStatement(this.statements.size() + 1, sql, RemedyText.join("; ", explanations),
				List.copyOf(differences), kept.stream().map(this::withKeys).toList(), List.of(), new TreeSet<>(tables),
				steps.stream().noneMatch(Step::isOutside)));
	}

	/** People know a row by its key. */
	private FixHazard withKeys(FixHazard hazard) {
		DataCheck check = hazard.check();
		Table table = (check != null) ? this.planning.actual().schema().table(check.table()) : null;
		if (check == null || table == null || table.primaryKey() == null) {
			return hazard;
		}
		return FixHazard.checked(hazard.type(), hazard.consequence(), hazard.alternative(),
				check.withKeyColumns(table.primaryKey().columns()));
	}

}
