package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.IndexDdl;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Moves what PostgreSQL can do without blocking out of the transaction: values of enums
 * before it, indexes and the checking of rows behind it. What another step waits for
 * stays inside.
 */
final class Online {

	private static final Set<Hazard> AVOIDED = Set.of(Hazard.LOCKS_READS, Hazard.LOCKS_WRITES);

	private static final String ASIDE = "db-adapter: serves until the new one is there";

	private final Planning planning;

	private final List<Step> before = new ArrayList<>();

	private final List<Step> inside = new ArrayList<>();

	private final List<Step> behind = new ArrayList<>();

	private final Map<ObjectReference, ObjectReference> setAside = new HashMap<>();

	Online(Planning planning) {
		this.planning = planning;
	}

	List<Step> split(List<Step> ordered) {
		for (Step step : ordered) {
			place(step, ordered);
		}
		List<Step> all = new ArrayList<>(this.before);
		all.addAll(this.inside);
		all.addAll(this.behind);
		return all;
	}

	private void place(Step step, List<Step> ordered) {
		String way = step.onlineSql();
		if ("drop-index".equals(way) && serves(step, ordered)) {
			this.inside.add(setAside(step));
			return;
		}
		if ("enum".equals(way)) {
			this.before.add(outside(step, step.sql(), step.explanation()));
		}
		else if (isBehind(step)) {
			this.behind.add(outside(step, step.sql(), step.explanation()));
		}
		else if (way == null || !isWorthIt(step) || isAwaited(step, ordered)) {
			this.inside.add(step);
		}
		else {
			switch (way) {
				case "index" -> index(step);
				case "validate" -> validate(step);
				case "not-null" -> notNull(step);
				case "key" -> key(step);
				default -> this.inside.add(step);
			}
		}
	}

	private boolean isWorthIt(Step step) {
		return step.tables()
			.stream()
			.anyMatch((table) -> !this.planning.isNew(table) && !this.planning.facts().isEmpty(table));
	}

	/** Comments and the like of what comes later come later still. */
	private boolean isBehind(Step step) {
		Set<ObjectReference> later = this.behind.stream().map(Step::object).collect(Collectors.toSet());
		return step.rank() == Rank.PUT_BACK && later.contains(step.object());
	}

	private static boolean isAwaited(Step step, List<Step> ordered) {
		return ordered.stream()
			.anyMatch((other) -> other != step && other.rank() != Rank.PUT_BACK
					&& (other.needs().stream().anyMatch(step.provides()::contains) || other.after().contains(step)));
	}

	private Step outside(Step step, List<String> sql, RemedyText explanation) {
		Step outside = Step.statement(step.rank(), step.object(), explanation, sql).outside();
		step.tables().forEach(outside::touches);
		return outside.differences(step.differences())
			.hazards(step.hazards().stream().filter((hazard) -> !AVOIDED.contains(hazard.type())).toList());
	}

	/**
	 * An index that changes does its work under another name until the new one is there.
	 */
	private boolean serves(Step drop, List<Step> ordered) {
		Change change = changeOf((one) -> one.drop() == drop);
		Step create = (change != null && change.mode() == Change.Mode.REPLACE && !change.has(Property.VALIDITY))
				? change.create() : null;
		if (create == null || !"index".equals(create.onlineSql()) || !isWorthIt(create) || isAwaited(create, ordered)) {
			return false;
		}
		// What else is done to the table may not be possible beside the old index.
		QualifiedName table = create.object().name();
		return this.planning.actual().part(aside(create.object())) == null && ordered.stream()
			.allMatch((step) -> step == drop || step == create
					|| step.rank() == Rank.PUT_BACK && step.object().equals(create.object())
					|| !step.tables().contains(table) && !table.equals(step.clauseOf()));
	}

	private @Nullable Change changeOf(Predicate<Change> condition) {
		return this.planning.changes().stream().filter(condition).findFirst().orElse(null);
	}

	private static ObjectReference aside(ObjectReference index) {
		QualifiedName name = Names.temporary(QualifiedName.of(String.valueOf(index.detail())));
		return new ObjectReference(ObjectKind.INDEX, index.name(), name.name().value());
	}

	/** By a plan that was interrupted. */
	private boolean isLeftBehind(ObjectReference aside) {
		SchemaPart<?> part = this.planning.actual().part(aside);
		Change change = this.planning.knownActual(aside);
		boolean ours = part != null && part.model() instanceof Index index && ASIDE.equals(index.comment())
				&& (change == null || !change.isTakenDown());
		if (ours) {
			this.planning.left().keySet().removeIf((difference) -> difference.object().equals(aside));
		}
		return ours;
	}

	private static String name(ObjectReference index) {
		return IndexDdl.name(index.name(), String.valueOf(index.detail()));
	}

	private Step setAside(Step drop) {
		ObjectReference index = drop.object();
		ObjectReference aside = aside(index);
		this.setAside.put(index, aside);
		Step renamed = Step.statement(Rank.DROP_INDEX, index,
				"sets %s aside until the new one is there".formatted(index),
				List.of("ALTER INDEX %s RENAME TO %s".formatted(name(index),
						SqlText.quoted(String.valueOf(aside.detail()))),
						"COMMENT ON INDEX %s IS %s".formatted(name(aside), SqlText.literal(ASIDE))));
		drop.tables().forEach(renamed::touches);
		return renamed.differences(drop.differences());
	}

	private void index(Step step) {
		List<String> sql = new ArrayList<>(step.sql());
		sql.set(0, sql.get(0).replaceFirst("^CREATE (UNIQUE )?INDEX ", "CREATE $1INDEX CONCURRENTLY "));
		Change change = changeOf((one) -> one.create() == step);
		ObjectReference aside = (change != null) ? this.setAside.get(change.source().reference()) : null;
		if (aside == null && isLeftBehind(aside(step.object()))) {
			aside = aside(step.object());
		}
		if (aside != null) {
			sql.add("DROP INDEX CONCURRENTLY " + name(aside));
		}
		this.behind.add(outside(step, sql, step.explanation().then(" without blocking")));
	}

	private void validate(Step step) {
		String name = SqlText.quoted(String.valueOf(step.object().detail()));
		QualifiedName table = table(step);
		this.inside
			.add(inside(step, table, step.sql().get(0) + " NOT VALID", step.explanation().then(" for new rows")));
		this.behind.add(outside(step, List.of("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table.quoted(), name)),
				RemedyText.of("checks the rows there are for " + step.object())));
	}

	private static QualifiedName table(Step step) {
		return (step.clauseOf() != null) ? step.clauseOf() : step.object().name();
	}

	private Step inside(Step step, QualifiedName table, String clause, RemedyText explanation) {
		Step inside = Step.clause(step.rank(), table, step.object(), explanation, clause);
		step.tables().forEach(inside::touches);
		return inside.differences(step.differences());
	}

	private void notNull(Step step) {
		QualifiedName table = table(step);
		String column = String.valueOf(step.object().detail());
		String check = SqlText
			.quoted(Names.temporary(QualifiedName.of(table.name().value() + "_" + column)).name().value());
		this.inside.add(inside(step, table,
				"ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID".formatted(check, SqlText.quoted(column)),
				RemedyText.of("refuses NULL in new rows of " + step.object())));
		this.behind.add(outside(step,
				List.of("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table.quoted(), check),
						"ALTER TABLE %s\n    ALTER COLUMN %s SET NOT NULL,\n    DROP CONSTRAINT %s"
							.formatted(table.quoted(), SqlText.quoted(column), check)),
				step.explanation().then(" without blocking")));
	}

	private void key(Step step) {
		SchemaPart<?> part = this.planning.expected().part(step.object());
		Constraint key = (part != null && part.model() instanceof Constraint constraint) ? constraint : null;
		String index = (key != null) ? index(key) : null;
		if (key == null || index == null || part == null) {
			this.inside.add(step);
			return;
		}
		QualifiedName table = part.owner().name();
		String name = SqlText.quoted(key.name());
		String words = (key.type() == Constraint.Type.PRIMARY_KEY) ? "PRIMARY KEY" : "UNIQUE";
		int deferrable = key.definition().indexOf(" DEFERRABLE");
		this.behind.add(outside(step,
				List.of("CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s".formatted(name, table.quoted(), index),
						"ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s%s".formatted(table.quoted(), name, words,
								name, (deferrable < 0) ? "" : key.definition().substring(deferrable))),
				step.explanation().then(" without blocking")));
	}

	/** Settings of the index have no place in this way of making it. */
	private static @Nullable String index(Constraint key) {
		if (!key.indexOptions().isEmpty() || key.indexTablespace() != null || key.columns().isEmpty()
				|| key.definition().contains("WITHOUT OVERLAPS")) {
			return null;
		}
		List<String> included = SqlText.includedColumns(key.definition());
		return "(" + SqlText.quoted(key.columns()) + ")"
				+ (included.isEmpty() ? "" : " INCLUDE (" + SqlText.quoted(included) + ")")
				+ (key.definition().contains(" NULLS NOT DISTINCT") ? " NULLS NOT DISTINCT" : "");
	}

}
