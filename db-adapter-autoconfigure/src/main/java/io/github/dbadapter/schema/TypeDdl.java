package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Writes enumerated, composite and range types and domains.
 *
 * @since 0.1.0
 */
public final class TypeDdl {

	private TypeDdl() {
	}

	/**
	 * Writes an enumerated type.
	 * @param type the type
	 * @return the statements
	 */
	public static List<String> create(EnumType type) {
		String labels = type.labels().stream().map(DdlText::literal).collect(Collectors.joining(",\n    "));
		return withComment("CREATE TYPE " + type.name().quoted() + " AS ENUM ("
				+ (labels.isEmpty() ? "" : "\n    " + labels + "\n") + ")", type);
	}

	/**
	 * Writes a composite type.
	 * @param type the type
	 * @return the statements
	 */
	public static List<String> create(CompositeType type) {
		String attributes = type.attributes().stream().map(TypeDdl::attribute).collect(Collectors.joining(",\n    "));
		List<String> statements = withComment("CREATE TYPE " + type.name().quoted() + " AS ("
				+ (attributes.isEmpty() ? "" : "\n    " + attributes + "\n") + ")", type);
		for (CompositeType.Attribute attribute : type.attributes()) {
			statements.addAll(CommentDdl.on("COLUMN " + type.name().quoted() + "." + DdlText.quoted(attribute.name()),
					attribute.comment()));
		}
		return statements;
	}

	/**
	 * Writes an attribute as {@code ADD ATTRIBUTE} takes it.
	 * @param attribute the attribute
	 * @return name, type and collation
	 */
	public static String attribute(CompositeType.Attribute attribute) {
		return DdlText.quoted(attribute.name()) + " " + attribute.type() + collate(attribute.collation());
	}

	/**
	 * Writes a range type.
	 * @param type the type
	 * @return the statements
	 */
	public static List<String> create(RangeType type) {
		List<String> parts = new ArrayList<>();
		parts.add("SUBTYPE = " + type.subtype());
		parts.add("MULTIRANGE_TYPE_NAME = " + type.multirange().quoted());
		add(parts, "SUBTYPE_OPCLASS", type.operatorClass());
		add(parts, "COLLATION", type.collation());
		add(parts, "CANONICAL", type.canonical());
		add(parts, "SUBTYPE_DIFF", type.subtypeDiff());
		return withComment(
				"CREATE TYPE " + type.name().quoted() + " AS RANGE (\n    " + String.join(",\n    ", parts) + "\n)",
				type);
	}

	private static void add(List<String> parts, String name, @Nullable String value) {
		if (value != null) {
			parts.add(name + " = " + value);
		}
	}

	/**
	 * Writes a domain with its comment, default and constraints.
	 * @param domain the domain
	 * @return the statements
	 */
	public static List<String> create(DomainType domain) {
		List<String> statements = base(domain);
		statements.addAll(expressions(domain));
		return statements;
	}

	static List<String> base(DomainType domain) {
		Column.NotNull notNull = domain.notNullConstraint();
		String named = (notNull != null && notNull.name() != null) ? " CONSTRAINT " + DdlText.quoted(notNull.name())
				: "";
		List<String> statements = withComment("CREATE DOMAIN " + domain.name().quoted() + " AS " + domain.baseType()
				+ collate(domain.collation()) + (domain.notNull() ? named + " NOT NULL" : ""), domain);
		if (notNull != null) {
			String name = (notNull.name() != null) ? notNull.name() : domain.name().name().value() + "_not_null";
			statements.addAll(CommentDdl.on(address(domain, name), notNull.comment()));
		}
		return statements;
	}

	/** Default and checks apart, for a function of theirs may take the domain. */
	static List<String> expressions(DomainType domain) {
		List<String> statements = new ArrayList<>();
		if (domain.defaultExpression() != null) {
			statements.add("ALTER DOMAIN " + domain.name().quoted() + " SET DEFAULT " + domain.defaultExpression());
		}
		for (DomainType.Check check : domain.checks()) {
			statements.add(add(domain, check));
			statements.addAll(CommentDdl.on(address(domain, check.name()), check.comment()));
		}
		return statements;
	}

	/**
	 * Writes {@code ADD CONSTRAINT} of a domain.
	 * @param domain the domain
	 * @param check the constraint
	 * @return the statement
	 */
	public static String add(DomainType domain, DomainType.Check check) {
		return "ALTER DOMAIN " + domain.name().quoted() + " ADD CONSTRAINT " + DdlText.quoted(check.name()) + " "
				+ check.definition();
	}

	private static String address(DomainType domain, String constraint) {
		return "CONSTRAINT " + DdlText.quoted(constraint) + " ON DOMAIN " + domain.name().quoted();
	}

	private static String collate(@Nullable String collation) {
		return (collation != null) ? " COLLATE " + collation : "";
	}

	private static List<String> withComment(String statement, SchemaObject object) {
		List<String> statements = new ArrayList<>();
		statements.add(statement);
		statements.addAll(CommentDdl.of(object));
		return statements;
	}

}
