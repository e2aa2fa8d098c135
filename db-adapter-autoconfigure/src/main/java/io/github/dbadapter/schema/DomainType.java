package io.github.dbadapter.schema;

import java.util.List;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A domain.
 *
 * @param name the name
 * @param baseType full type that it is based on
 * @param collation qualified and quoted collation when it is not the base type's
 * @param notNull whether NULL is refused
 * @param notNullConstraint what is unusual about the not-null constraint, where the
 * server keeps one (from 17); {@code null} for nothing
 * @param defaultExpression default, {@code null} for none
 * @param checks check constraints, ordered by name
 * @param comment comment
 * @since 0.1.0
 */
public record DomainType(QualifiedName name, String baseType, @Nullable String collation, boolean notNull,
		Column.@Nullable NotNull notNullConstraint, @Nullable String defaultExpression, List<Check> checks,
		@Nullable String comment) implements SchemaObject {

	public DomainType {
		checks = List.copyOf(checks);
	}

	@Override
	public ObjectKind kind() {
		return ObjectKind.DOMAIN;
	}

	/**
	 * A check constraint of a domain.
	 *
	 * @param name the name
	 * @param definition as of {@code pg_get_constraintdef}
	 * @param validated whether existing values have been checked
	 * @param comment comment
	 */
	public record Check(String name, String definition, boolean validated, @Nullable String comment) {

	}

}
