package io.github.dbadapter.schema;

import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A view or a materialized view.
 *
 * @param materialized whether it is materialized
 * @param name the name
 * @param definition query as of {@code pg_get_viewdef}, without a final semicolon
 * @param columns columns in their order
 * @param options options such as {@code security_barrier} or {@code check_option}
 * @param indexes indexes of a materialized view, ordered by name
 * @param triggers triggers, ordered by name
 * @param rules rules but for the one that makes it a view, ordered by name
 * @param statistics extended statistics of a materialized view, ordered by name
 * @param accessMethod access method of a materialized view when it is not {@code heap}
 * @param tablespace tablespace of a materialized view when it is not the database's
 * @param comment comment
 * @since 0.1.0
 */
public record View(boolean materialized, QualifiedName name, String definition, List<ViewColumn> columns,
		Map<String, String> options, List<Index> indexes, List<Trigger> triggers, List<Rule> rules,
		List<Statistics> statistics, @Nullable String accessMethod, @Nullable String tablespace,
		@Nullable String comment) implements SchemaObject {

	public View {
		columns = List.copyOf(columns);
		options = Table.ordered(options);
		indexes = List.copyOf(indexes);
		triggers = List.copyOf(triggers);
		rules = List.copyOf(rules);
		statistics = List.copyOf(statistics);
	}

	@Override
	public ObjectKind kind() {
		return this.materialized ? ObjectKind.MATERIALIZED_VIEW : ObjectKind.VIEW;
	}

	/**
	 * A column of a view.
	 *
	 * @param name the name
	 * @param type full type
	 * @param defaultExpression default for inserts through the view, {@code null} for
	 * none
	 * @param statisticsTarget target of {@code SET STATISTICS} of a materialized view
	 * @param compression method of {@code SET COMPRESSION} of a materialized view
	 * @param options options of the attribute of a materialized view
	 * @param comment comment
	 */
	public record ViewColumn(String name, String type, @Nullable String defaultExpression,
			@Nullable Integer statisticsTarget, @Nullable String compression, Map<String, String> options,
			@Nullable String comment) {

		public ViewColumn {
			options = Table.ordered(options);
		}

	}

}
