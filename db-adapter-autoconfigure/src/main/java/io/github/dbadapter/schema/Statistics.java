package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Extended statistics on a table or materialized view.
 *
 * @param name the name, of a schema of its own
 * @param definition as of {@code pg_get_statisticsobjdef}
 * @param target target of {@code SET STATISTICS}, {@code null} for the default
 * @param comment comment
 * @since 0.1.0
 */
public record Statistics(QualifiedName name, String definition, @Nullable Integer target, @Nullable String comment) {

}
