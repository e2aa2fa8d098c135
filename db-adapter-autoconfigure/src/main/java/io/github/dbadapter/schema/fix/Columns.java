package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Objects;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Generated;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.ChangedObject;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Plans columns of tables.
 */
final class Columns extends KindPlanner {

	Columns(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		if (change.hasAny(Property.TYPE, Property.COLLATION)) {
			change.retyped();
		}
		if (!change.has(Property.GENERATED)) {
			return true;
		}
		Generated expected = expected(change).generated();
		Generated actual = actual(change).generated();
		if (expected == null) {
			return actual != null && actual.stored();
		}
		return actual != null && expected.stored() == actual.stored() && planning().majorVersion() >= 17;
	}

	static Column expected(Change change) {
		return (Column) change.target().model();
	}

	static Column actual(Change change) {
		return (Column) change.source().model();
	}

	@Override
	void create(Change change) {
		if (!isRecreated(change)) {
			new NewColumn(planning(), this).plan(change);
		}
	}

	/** A table that is written anew has its columns from the start. */
	private boolean isRecreated(Change change) {
		return new Recreation(planning()).isPartOf(change.source().owner().name());
	}

	/** What a new column could have against the rows, if nothing gives it a value. */
	@Nullable FixHazard withoutValue(QualifiedName table, Column column) {
		boolean valueless = column.defaultExpression() == null && column.identity() == null
				&& column.generated() == null;
		return !(column.notNull() && valueless) ? null
				: hazards().mayFail(table,
						"%s of %s would get NULL in %s, which is NOT NULL and has no default"
							.formatted(hazards().rows(table), table, column.name()),
						RemedyText.format("%s gives them a value", Remedy.fill(table, column.name())),
						DataCheck.where(table, "true"));
	}

	/**
	 * Whether each row needs a value of its own. Without a function there is none; of
	 * those that have one, PostgreSQL's time is the same for all rows.
	 */
	static boolean isVolatile(String expression) {
		String text = expression.toLowerCase(java.util.Locale.ROOT);
		return text.contains("(") && !text.matches(
				"(?:now\\(\\)|current_\\w+|\\(?now\\(\\).*|timezone\\('utc'::text, now\\(\\)\\)|'.*'::[^()]*(\\(\\d+(,\\d+)?\\))?|\\(?-?\\d+(\\.\\d+)?\\)?(::[^()]*(\\(\\d+(,\\d+)?\\))?)?)");
	}

	@Override
	void drop(Change change) {
		Table table = (Table) change.source().owner();
		Column column = actual(change);
		if (isRecreated(change) || new Absorption(planning()).goesAlong(change)) {
			return;
		}
		Step step = Step.clause((change.mode() == Change.Mode.REPLACE) ? Rank.DROP_CONSTRAINT : Rank.DROP_COLUMN,
				table.name(), change.source().reference(), "drops column " + change.source().reference(),
				"DROP COLUMN " + SqlText.quoted(column.name()));
		dropped(change, step);
		step.releases(column.identity() != null ? List.of("relation " + column.identity().sequence()) : List.of());
		planning().actual()
			.descendants(table.name())
			.forEach((child) -> step
				.destroys(Node.actual(new ObjectReference(ObjectKind.COLUMN, child.name(), column.name()))));
		if (column.generated() == null) {
			step.hazard(hazards().dropColumn(table.name(), column.name()));
		}
	}

	@Override
	void alter(Change change) {
		Table table = (Table) change.source().owner();
		if (isRecreated(change)) {
			return;
		}
		if (change.isRelaxed()) {
			relax(change, table);
			return;
		}
		Column expected = expected(change);
		Column actual = actual(change);
		Step previous = dropDefault(change, table, expected, actual);
		previous = new ColumnIdentity(planning(), this).drop(change, table, previous);
		previous = new ColumnType(planning(), this).retype(change, table, previous);
		previous = generated(change, table, previous);
		previous = setDefault(change, table, previous);
		previous = nullability(change, table, previous);
		new ColumnIdentity(planning(), this).addOrChange(change, table, previous);
		new ColumnSettings(planning(), this).plan(change, table, expected, actual);
	}

	private void relax(Change change, Table table) {
		clause(change, Rank.COLUMN, table.name(), alter(actual(change)) + " DROP NOT NULL")
			.explanation(RemedyText.format("lets rows do without %s, which nobody expects and %s would drop",
					change.source().reference(), Remedy.DROP_EXTRA));
	}

	private @Nullable Step dropDefault(Change change, Table table, Column expected, Column actual) {
		boolean changed = change.has(Property.DEFAULT);
		boolean goes = actual.defaultExpression() != null && (changed
				&& (expected.defaultExpression() == null || change.isRetyped() || change.isRedefaulted()
						|| expected.generated() != null)
				|| change.isRedefaulted() || change.isRetyped() && expected.defaultExpression() != null
						&& !expected.defaultExpression().equals(actual.defaultExpression()));
		if (!goes) {
			return null;
		}
		Step step = clause(change, Rank.DROP_DEFAULT, table.name(), alter(actual) + " DROP DEFAULT");
		step.explanation("drops the default of " + name(change));
		step.frees(planning().uses(change, Node.Aspect.DEFAULT))
			.destroys(Node.actual(change.source().reference()).with(Node.Aspect.DEFAULT));
		if (change.isRetyped()) {
			step.frees(List.of(Node.actual(change.source().reference())));
		}
		change.redefaulted();
		return step;
	}

	private @Nullable Step setDefault(Change change, Table table, @Nullable Step previous) {
		Column expected = expected(change);
		boolean needed = change.has(Property.DEFAULT) || change.isRedefaulted();
		if (!needed || expected.defaultExpression() == null) {
			return previous;
		}
		Step step = clause(change, Rank.COLUMN, table.name(),
				alter(expected) + " SET DEFAULT " + expected.defaultExpression());
		step.needs(planning().needs(change, Node.Aspect.DEFAULT))
			.provides(Node.expected(change.reference()).with(Node.Aspect.DEFAULT))
			.after(previous);
		if (!change.isRedefaulted()) {
			step.frees(planning().uses(change, Node.Aspect.DEFAULT));
		}
		if (change.isRetyped()) {
			step.needs(List.of(Node.expected(change.reference())));
		}
		keepBelow(change, table, step);
		new ColumnIdentity(planning(), this).advance(change, table, step);
		return step;
	}

	/** A default of a parent goes to all children, also to those with another one. */
	private void keepBelow(Change change, Table table, Step step) {
		Column expected = expected(change);
		for (Table child : planning().expected().descendants(table.name())) {
			Column column = child.column(expected.name());
			boolean other = column != null && !Objects.equals(column.defaultExpression(), expected.defaultExpression());
			if (column != null && other && !planning().isNew(child.name())) {
				String clause = (column.defaultExpression() != null) ? " SET DEFAULT " + column.defaultExpression()
						: " DROP DEFAULT";
				clause(change, Rank.COLUMN, child.name(), alter(column) + clause).after(step).alone();
			}
		}
	}

	private @Nullable Step generated(Change change, Table table, @Nullable Step previous) {
		if (!change.has(Property.GENERATED)) {
			return previous;
		}
		Generated expected = expected(change).generated();
		String clause = (expected != null) ? " SET EXPRESSION AS (" + expected.expression() + ")" : " DROP EXPRESSION";
		Step step = clause(change, Rank.COLUMN, table.name(), alter(expected(change)) + clause);
		if (expected != null && expected.stored()) {
			step.hazard(hazards().rewrite(table.name()));
		}
		step.needs(planning().needs(change)).frees(planning().uses(change)).after(previous);
		return step;
	}

	private @Nullable Step nullability(Change change, Table table, @Nullable Step previous) {
		Column expected = expected(change);
		if (!change.has(Property.NULLABILITY)) {
			return previous;
		}
		if (!expected.notNull()) {
			Step step = clause(change, Rank.COLUMN, table.name(), alter(expected) + " DROP NOT NULL").after(previous);
			Change key = primaryKey(planning().actual().schema().table(change.source().owner().name()),
					actual(change).name());
			return step.afterDropOf(key);
		}
		Change key = newPrimaryKey(table, expected.name());
		String fill = planning().fill(change.reference());
		Step filled = (fill != null && !hazards().none(table.name()))
				? new ColumnFill(planning()).fillExisting(change, table, expected, fill, previous) : null;
		if (key != null && key.mode() == Change.Mode.CREATE) {
			change.differences().forEach(key::add);
			if (key.create() != null) {
				key.create().differences(change.differences());
			}
			return (filled != null) ? filled : previous;
		}
		String clause = ColumnSettings.setNotNull(table, expected);
		boolean plain = clause.endsWith(" SET NOT NULL");
		Step step = clause(change, Rank.COLUMN, table.name(), clause);
		step.after(previous).after(filled);
		if (clause.endsWith(" NOT VALID")) {
			return step;
		}
		step.hazard(hazards().readersWait(table.name(), "all rows are looked at for NULL", plain));
		if (filled == null) {
			step.hazard(withNull(table.name(), actual(change), expected));
		}
		step.online(plain ? "not-null" : null);
		return step;
	}

	@Nullable FixHazard withNull(QualifiedName table, Column actual, Column expected) {
		return hazards().mayFail(table, "rows with NULL in %s.%s do not fit".formatted(table, expected.name()),
				RemedyText.format("%s gives them a value", Remedy.fill(table, expected.name())),
				DataCheck.where(table, "r." + SqlText.quoted(actual.name()) + " IS NULL"));
	}

	private @Nullable Change primaryKey(@Nullable Table table, String column) {
		boolean part = table != null && table.primaryKey() != null && table.primaryKey().columns().contains(column);
		return (table != null && part) ? planning().knownActual(new ObjectReference(ObjectKind.CONSTRAINT, table.name(),
				Objects.requireNonNull(table.primaryKey()).name())) : null;
	}

	private @Nullable Change newPrimaryKey(Table table, String column) {
		Table expected = planning().expected().schema().table(table.name());
		boolean part = expected != null && expected.primaryKey() != null
				&& expected.primaryKey().columns().contains(column);
		return (expected != null && part) ? planning().knownExpected(new ObjectReference(ObjectKind.CONSTRAINT,
				expected.name(), Objects.requireNonNull(expected.primaryKey()).name())) : null;
	}

	/** A clause about one difference of a column serves that one alone. */
	Step clause(Change change, Rank rank, QualifiedName table, String clause, Property... properties) {
		Step step = Step.clause(rank, table, change.reference(), "changes " + name(change), clause);
		List<Property> served = List.of(properties);
		change.differences()
			.stream()
			.filter((difference) -> served.isEmpty() || !(difference instanceof ChangedObject changed)
					|| served.contains(changed.property()))
			.forEach((difference) -> step.differences(List.of(difference)));
		return planning().add(step);
	}

	@Override
	Step clause(Change change, Rank rank, QualifiedName table, String clause) {
		return clause(change, rank, table, clause, new Property[0]);
	}

	static String alter(Column column) {
		return "ALTER COLUMN " + SqlText.quoted(column.name());
	}

}
