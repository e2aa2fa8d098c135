package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Identity property of a column.
 *
 * @param always {@code GENERATED ALWAYS}, otherwise {@code BY DEFAULT}
 * @param sequence name of its sequence
 * @param options options of its sequence
 * @param unlogged whether its sequence is unlogged
 * @param comment comment on its sequence
 * @since 0.1.0
 */
public record Identity(boolean always, QualifiedName sequence, SequenceOptions options, boolean unlogged,
		@Nullable String comment) {

}
