package io.github.dbadapter.backup;

import io.github.dbadapter.sql.Identifier;

/**
 * A column that both sides of a {@link Transfer} have.
 *
 * @param name its name
 * @param source what the source gives for it, masked, as SQL over a row {@code t}
 * @param sourceType its type in the source, domains resolved, as SQL
 * @param sourceBaseType name of the type behind that, as in {@code pg_type}
 * @param type its type in the target, domains resolved, as SQL
 * @param baseType name of the type behind that, as in {@code pg_type}
 * @since 0.1.0
 */
public record TransferColumn(Identifier name, String source, String sourceType, String sourceBaseType, String type,
		String baseType) {

	/** What the target has for it, as SQL over a row {@code t}. */
	public String target() {
		return "t." + this.name.quoted();
	}

}
