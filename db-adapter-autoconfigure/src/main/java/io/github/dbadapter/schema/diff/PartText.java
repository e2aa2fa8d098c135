package io.github.dbadapter.schema.diff;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.EnumType;
import io.github.dbadapter.schema.Generated;
import io.github.dbadapter.schema.Identity;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.OtherObject;
import io.github.dbadapter.schema.Policy;
import io.github.dbadapter.schema.Routine;
import io.github.dbadapter.schema.Rule;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.SequenceOptions;
import io.github.dbadapter.schema.Statistics;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.Trigger;
import io.github.dbadapter.schema.View;
import org.jspecify.annotations.Nullable;

/**
 * Says in a line what an object or a value of a property is, for people.
 */
final class PartText {

	private PartText() {
	}

	/**
	 * Describes an object.
	 * @param part the object
	 * @param withCode whether default and generation expressions and bodies are told
	 * @return the text, {@code null} when there is nothing to tell but its name
	 */
	static @Nullable String of(SchemaPart<?> part, boolean withCode) {
		Object model = part.model();
		if (model instanceof Column column) {
			return column(column, withCode);
		}
		if (model instanceof CompositeType.Attribute attribute) {
			return attribute.type();
		}
		if (model instanceof Constraint constraint) {
			return constraint.definition();
		}
		if (model instanceof DomainType.Check check) {
			return check.definition();
		}
		if (model instanceof Index index) {
			return index(index);
		}
		if (model instanceof Table table) {
			return count(table.columns().size(), "column");
		}
		if (model instanceof View view) {
			return count(view.columns().size(), "column");
		}
		if (model instanceof EnumType type) {
			return values(type.labels());
		}
		return rare(model, withCode);
	}

	private static @Nullable String rare(Object model, boolean withCode) {
		if (model instanceof Trigger trigger) {
			return trigger.inherited() ? "fires " + trigger.firing().name().toLowerCase(Locale.ROOT)
					: trigger.definition();
		}
		if (model instanceof Policy policy) {
			return policy(policy);
		}
		if (model instanceof Rule rule) {
			return withCode ? rule.definition() : null;
		}
		if (model instanceof Statistics statistics) {
			return statistics.definition();
		}
		if (model instanceof DomainType domain) {
			return domain.baseType();
		}
		if (model instanceof Sequence sequence) {
			return sequence(sequence.options());
		}
		if (model instanceof Routine routine) {
			return (routine.result() != null) ? "returns " + routine.result() : null;
		}
		if (model instanceof OtherObject other) {
			return other.type().toLowerCase(Locale.ROOT);
		}
		return null;
	}

	/**
	 * Renders the value of a property.
	 * @param value the value
	 * @return the text, {@code null} when there is none
	 */
	static @Nullable String value(@Nullable Object value) {
		if (value == null || value instanceof String) {
			return (String) value;
		}
		if (value instanceof Boolean flag) {
			return flag ? "yes" : "no";
		}
		if (value instanceof Collection<?> collection) {
			return collection.isEmpty() ? null
					: collection.stream().map(PartText::value).collect(Collectors.joining(", "));
		}
		if (value instanceof Map<?, ?> map) {
			return map.isEmpty() ? null
					: map.entrySet()
						.stream()
						.map((entry) -> entry.getKey() + "=" + entry.getValue())
						.collect(Collectors.joining(", "));
		}
		if (value instanceof Identity identity) {
			return identity(identity);
		}
		if (value instanceof Generated generated) {
			return generated(generated, true);
		}
		if (value instanceof SequenceOptions options) {
			return sequence(options);
		}
		if (value instanceof Table.Partition partition) {
			return "of " + partition.parent() + " " + partition.bound();
		}
		if (value instanceof Table.Foreign foreign) {
			String options = value(foreign.options());
			return "server " + foreign.server() + ((options != null) ? " " + options : "");
		}
		if (value instanceof Column.NotNull constraint) {
			return notNull(constraint);
		}
		return value.toString();
	}

	static String values(Collection<String> labels) {
		return labels.stream().map((label) -> "'" + label.replace("'", "''") + "'").collect(Collectors.joining(", "));
	}

	static String sequence(SequenceOptions options) {
		return "%s start %d increment %d from %d to %d cache %d%s".formatted(options.type(), options.start(),
				options.increment(), options.minimum(), options.maximum(), options.cache(),
				options.cycle() ? " cycle" : "");
	}

	static String identity(Identity identity) {
		return "%s as identity (%s)%s".formatted(identity.always() ? "always" : "by default",
				sequence(identity.options()), identity.unlogged() ? " unlogged" : "");
	}

	private static String column(Column column, boolean withCode) {
		StringBuilder text = new StringBuilder(column.type());
		if (column.collation() != null) {
			text.append(" collate ").append(column.collation());
		}
		if (column.notNull()) {
			text.append(" not null");
		}
		if (column.defaultExpression() != null && withCode) {
			text.append(" default ").append(column.defaultExpression());
		}
		if (column.identity() != null) {
			text.append(" generated ")
				.append(column.identity().always() ? "always" : "by default")
				.append(" as identity");
		}
		if (column.generated() != null) {
			text.append(" generated ").append(generated(column.generated(), withCode));
		}
		return text.toString();
	}

	private static String notNull(Column.NotNull constraint) {
		return ((constraint.name() != null) ? constraint.name() : "not null")
				+ (constraint.validated() ? "" : " not valid") + (constraint.noInherit() ? " no inherit" : "")
				+ (constraint.local() ? "" : " inherited")
				+ ((constraint.comment() != null) ? " comment " + constraint.comment() : "");
	}

	private static String generated(Generated generated, boolean withCode) {
		return "always as (%s) %s".formatted(withCode ? generated.expression() : "…",
				generated.stored() ? "stored" : "virtual");
	}

	private static String index(Index index) {
		String definition = index.definition().startsWith("USING btree ")
				? index.definition().substring("USING btree ".length()) : index.definition();
		return (index.unique() ? "unique " : "") + definition + (index.valid() ? "" : " invalid");
	}

	private static String policy(Policy policy) {
		StringBuilder text = new StringBuilder(policy.permissive() ? "" : "restrictive ");
		text.append("for ")
			.append(policy.command().toLowerCase(Locale.ROOT))
			.append(" to ")
			.append(String.join(", ", policy.roles()));
		if (policy.using() != null) {
			text.append(" using (").append(policy.using()).append(')');
		}
		if (policy.check() != null) {
			text.append(" with check (").append(policy.check()).append(')');
		}
		return text.toString();
	}

	private static String count(int number, String word) {
		return number + " " + word + ((number == 1) ? "" : "s");
	}

}
