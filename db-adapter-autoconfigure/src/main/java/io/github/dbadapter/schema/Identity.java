package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;

/**
 * Identity property of a column.
 *
 * @param always {@code GENERATED ALWAYS}, otherwise {@code BY DEFAULT}
 * @param sequence name of its sequence
 * @param options options of its sequence
 * @param unlogged whether its sequence is unlogged
 * @since 0.1.0
 */
public record Identity(boolean always, QualifiedName sequence, SequenceOptions options, boolean unlogged) {

}
