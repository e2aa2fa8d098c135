package io.github.dbadapter.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary, partitioned or foreign table.
 *
 * @param name the name
 * @param columns columns in their order, dropped ones left out
 * @param constraints constraints, ordered by name
 * @param indexes indexes that no constraint owns, ordered by name
 * @param triggers user triggers, ordered by name; those cloned to a partition left out
 * @param policies row-level-security policies, ordered by name
 * @param rules rewrite rules, ordered by name
 * @param statistics extended statistics, ordered by name
 * @param partitionKey as of {@code pg_get_partkeydef}, {@code null} unless partitioned
 * @param partition what it is a partition of, {@code null} for none
 * @param inherits parents of plain inheritance, in order
 * @param ofType quoted composite type of a typed table
 * @param unlogged whether it is unlogged
 * @param rowSecurity whether row-level security is enabled
 * @param forceRowSecurity whether it binds the owner as well
 * @param replicaIdentity {@code DEFAULT}, {@code FULL}, {@code NOTHING} or
 * {@code USING INDEX} and a quoted name
 * @param accessMethod access method when it is not {@code heap}
 * @param tablespace tablespace when it is not the database's
 * @param options storage parameters
 * @param foreign server of a foreign table, {@code null} for others
 * @param comment comment
 * @since 0.1.0
 */
public record Table(QualifiedName name, List<Column> columns, List<Constraint> constraints, List<Index> indexes,
		List<Trigger> triggers, List<Policy> policies, List<Rule> rules, List<Statistics> statistics,
		@Nullable String partitionKey, @Nullable Partition partition, List<QualifiedName> inherits,
		@Nullable String ofType, boolean unlogged, boolean rowSecurity, boolean forceRowSecurity,
		String replicaIdentity, @Nullable String accessMethod, @Nullable String tablespace, Map<String, String> options,
		@Nullable Foreign foreign, @Nullable String comment) implements SchemaObject {

	public Table {
		columns = List.copyOf(columns);
		constraints = List.copyOf(constraints);
		indexes = List.copyOf(indexes);
		triggers = List.copyOf(triggers);
		policies = List.copyOf(policies);
		rules = List.copyOf(rules);
		statistics = List.copyOf(statistics);
		inherits = List.copyOf(inherits);
		options = ordered(options);
	}

	@Override
	public ObjectKind kind() {
		return ObjectKind.TABLE;
	}

	/**
	 * Returns a column by name.
	 * @param name the name
	 * @return the column, or {@code null} if there is none
	 */
	public @Nullable Column column(String name) {
		return this.columns.stream().filter((column) -> column.name().equals(name)).findFirst().orElse(null);
	}

	/**
	 * Returns the primary key.
	 * @return the constraint, or {@code null} if there is none
	 */
	public @Nullable Constraint primaryKey() {
		return this.constraints.stream()
			.filter((constraint) -> constraint.type() == Constraint.Type.PRIMARY_KEY)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Place of a table in a partitioned one.
	 *
	 * @param parent the partitioned table
	 * @param bound as of {@code pg_get_expr(relpartbound)}, for example {@code DEFAULT}
	 */
	public record Partition(QualifiedName parent, String bound) {

	}

	/**
	 * What makes a table foreign.
	 *
	 * @param server quoted name of the server
	 * @param options options by name
	 */
	public record Foreign(String server, Map<String, String> options) {

		public Foreign {
			options = ordered(options);
		}

	}

	static Map<String, String> ordered(Map<String, String> options) {
		return options.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(options));
	}

}
