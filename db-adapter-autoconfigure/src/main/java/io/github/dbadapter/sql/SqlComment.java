package io.github.dbadapter.sql;

/**
 * A comment beside or inside a statement.
 *
 * @param position where it begins
 * @param start offset in the text of its statement: negative before the statement, past
 * its length behind it
 * @param text the source text with its {@code --} or {@code /*}
 * @since 0.1.0
 */
public record SqlComment(SourcePosition position, int start, String text) {

}
