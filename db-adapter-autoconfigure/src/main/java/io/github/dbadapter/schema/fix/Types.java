package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.CompositeType.Attribute;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.EnumType;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Policy;
import io.github.dbadapter.schema.RangeType;
import io.github.dbadapter.schema.Routine;
import io.github.dbadapter.schema.Rule;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Trigger;
import io.github.dbadapter.schema.TypeDdl;
import io.github.dbadapter.schema.View;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Plans enumerated, composite and range types and domains. What cannot change in place is
 * made anew under its name, and the columns move over.
 */
final class Types extends KindPlanner {

	Types(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		Object target = change.target().model();
		if (target instanceof EnumType expected) {
			return !change.has(Property.VALUES)
					|| new EnumValues(expected, (EnumType) change.source().model()).canBeAdded() && !usesNew(change);
		}
		if (target instanceof CompositeType) {
			return !change.has(Property.ATTRIBUTE_ORDER)
					&& !(new Attributes(this).retypes(change)
							&& !planning().actual().columnsOfType(change.source().reference()).isEmpty())
					&& new Attributes(this).addsAtTheEnd(change);
		}
		if (target instanceof DomainType expected && change.has(Property.NULLABILITY) && expected.notNull()
				&& DomainChecks.isPartOfValues(planning(), change.source().reference())) {
			return false;
		}
		return !change.hasAny(Property.TYPE, Property.COLLATION, Property.DEFINITION);
	}

	/** A value cannot be used in the transaction that adds it. */
	private boolean usesNew(Change change) {
		EnumType expected = (EnumType) change.target().model();
		List<String> labels = new EnumValues(expected, (EnumType) change.source().model()).added();
		String name = expected.name().name().value();
		return !planning().options().online() && Stream
			.concat(planning().expected().parts().stream().flatMap(Types::texts),
					planning().options().fill().values().stream().map((fill) -> fill + name))
			.filter((text) -> text.contains(name))
			.anyMatch((text) -> labels.stream().anyMatch((label) -> SqlText.hasString(text, label)));
	}

	private static Stream<String> texts(SchemaPart<?> part) {
		Object model = part.model();
		if (model instanceof Column column) {
			return Stream.of(column.defaultExpression() != null ? column.defaultExpression() : "",
					column.generated() != null ? column.generated().expression() : "");
		}
		if (model instanceof Policy policy) {
			return Stream.of(policy.using() != null ? policy.using() : "",
					policy.check() != null ? policy.check() : "");
		}
		if (model instanceof DomainType domain) {
			return Stream.of(domain.defaultExpression() != null ? domain.defaultExpression() : "");
		}
		return Stream.of((model instanceof Constraint constraint) ? constraint.definition()
				: (model instanceof Index index) ? index.definition()
						: (model instanceof View view) ? view.definition()
								: (model instanceof Trigger trigger) ? trigger.definition()
										: (model instanceof Rule rule) ? rule.definition()
												: (model instanceof DomainType.Check check) ? check.definition()
														: (model instanceof Routine routine
																&& routine.definition().contains("BEGIN ATOMIC"))
																		? routine.definition() : "");
	}

	@Override
	void create(Change change) {
		SchemaObject object = (SchemaObject) change.target().model();
		Step step = creating(change, Rank.TYPE, definition(object));
		step.provides(Node.expected(change.reference()).with(Node.Aspect.DEFAULT));
		if (object instanceof DomainType domain) {
			domain.checks()
				.forEach((check) -> step
					.provides(Node.expected(new ObjectReference(io.github.dbadapter.schema.ObjectKind.CONSTRAINT,
							domain.name(), check.name()))));
		}
	}

	static List<String> definition(SchemaObject object) {
		if (object instanceof EnumType type) {
			return TypeDdl.create(type);
		}
		if (object instanceof CompositeType type) {
			return TypeDdl.create(type);
		}
		return (object instanceof RangeType type) ? TypeDdl.create(type) : TypeDdl.create((DomainType) object);
	}

	@Override
	void drop(Change change) {
		SchemaObject object = (SchemaObject) change.source().model();
		String words = (object instanceof DomainType) ? "DOMAIN" : "TYPE";
		if (change.mode() == Change.Mode.DROP || planning().actual().columnsOfType(object.reference()).isEmpty()) {
			dropping(change, (change.mode() == Change.Mode.DROP) ? Rank.DROP_TYPE : Rank.DROP_REPLACED,
					"DROP " + words + " " + object.name().quoted());
			return;
		}
		QualifiedName temporary = Names.temporary(object.name());
		List<String> sql = join(bare(object), List
			.of("ALTER %s %s RENAME TO %s".formatted(words, object.name().quoted(), temporary.name().quoted())));
		Step renamed = Step.statement(Rank.DROP_REPLACED, object.reference(), "makes way for the new " + name(change),
				sql);
		dropped(change, renamed);
		planning().add(Step
			.statement(Rank.DROP_TYPE, object.reference(), "drops the old " + name(change),
					"DROP " + words + " " + temporary.quoted())
			.destroys(Node.actual(object.reference()).with(Node.Aspect.OLD_TYPE))
			.frees(planning().uses(change).stream().map((used) -> used.with(Node.Aspect.OLD_TYPE)).toList())
			.after(renamed)
			.differences(change.differences()));
	}

	/** The old domain lets go of what may have to go before its values have moved. */
	private List<String> bare(SchemaObject object) {
		List<String> sql = new ArrayList<>();
		if (object instanceof DomainType domain
				&& !planning().actual().needs(Node.actual(object.reference()).with(Node.Aspect.DEFAULT)).isEmpty()) {
			String alter = "ALTER DOMAIN " + domain.name().quoted();
			domain.checks().forEach((check) -> sql.add(alter + " DROP CONSTRAINT " + SqlText.quoted(check.name())));
			if (domain.defaultExpression() != null) {
				sql.add(alter + " DROP DEFAULT");
			}
		}
		return sql;
	}

	@Override
	void alter(Change change) {
		SchemaObject object = (SchemaObject) change.target().model();
		if (object instanceof EnumType type && change.has(Property.VALUES)) {
			altering(change, Rank.TYPE, new EnumValues(type, (EnumType) change.source().model()).statements())
				.online("enum");
		}
		else if (object instanceof CompositeType) {
			new Attributes(this).alter(change);
		}
		else if (object instanceof DomainType) {
			new Domains(this).alter(change);
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), object.comment()));
		}
	}

	static List<Attribute> attributes(Change change, boolean expected) {
		SchemaPart<?> part = expected ? change.target() : change.source();
		return ((CompositeType) part.model()).attributes();
	}

}
