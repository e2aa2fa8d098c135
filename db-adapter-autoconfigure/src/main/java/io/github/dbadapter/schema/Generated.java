package io.github.dbadapter.schema;

/**
 * Generation expression of a column.
 *
 * @param expression the expression
 * @param stored {@code STORED}, otherwise {@code VIRTUAL} (from version 18)
 * @since 0.1.0
 */
public record Generated(String expression, boolean stored) {

}
