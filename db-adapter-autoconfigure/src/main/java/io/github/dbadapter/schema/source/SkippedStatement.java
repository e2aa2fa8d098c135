package io.github.dbadapter.schema.source;

import io.github.dbadapter.sql.SourcePosition;

/**
 * A statement of a script that was left out, for example a grant.
 *
 * @param position where it begins
 * @param excerpt its beginning on one line
 * @param reason why it was left out
 * @since 0.1.0
 */
public record SkippedStatement(SourcePosition position, String excerpt, String reason) {

	@Override
	public String toString() {
		return "%s: skipped because %s: %s".formatted(this.position, this.reason, this.excerpt);
	}

}
