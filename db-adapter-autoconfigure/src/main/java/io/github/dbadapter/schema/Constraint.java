package io.github.dbadapter.schema;

import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table. A not-null constraint is part of its {@link Column}.
 *
 * @param name the name
 * @param type the type
 * @param definition as of {@code pg_get_constraintdef}, with deferrability and
 * {@code NOT VALID}
 * @param columns constrained columns in order, empty when a check names none
 * @param references table that a foreign key refers to
 * @param referencedColumns columns that a foreign key refers to, in order
 * @param validated whether existing rows have been checked
 * @param local whether the table itself declares it, rather than only a parent
 * @param clustered whether {@code CLUSTER ON} names its index
 * @param parent constraint of the partitioned table that the index of a primary key,
 * unique or exclusion constraint is attached to
 * @param indexOptions storage parameters of the index of a primary key or unique
 * constraint
 * @param indexTablespace tablespace of its index when it is not the database's
 * @param indexComment comment on its index
 * @param comment comment
 * @since 0.1.0
 */
public record Constraint(String name, Type type, String definition, List<String> columns,
		@Nullable QualifiedName references, List<String> referencedColumns, boolean validated, boolean local,
		boolean clustered, @Nullable QualifiedName parent, Map<String, String> indexOptions,
		@Nullable String indexTablespace, @Nullable String indexComment, @Nullable String comment) {

	public Constraint {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
		indexOptions = Table.ordered(indexOptions);
	}

	/**
	 * Type of a constraint.
	 */
	public enum Type {

		PRIMARY_KEY, UNIQUE, EXCLUSION, CHECK, FOREIGN_KEY

	}

}
