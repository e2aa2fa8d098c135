package io.github.dbadapter.schema.source;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * A statement that sets the search path, in one of the forms that scripts use:
 * {@code SET search_path = a, b}, {@code SET SCHEMA 'a'},
 * {@code SELECT pg_catalog.set_config('search_path', 'a, b', false)},
 * {@code RESET search_path}.
 *
 * @param schemas the schemas in order, {@code null} for the default
 */
record SearchPathSetting(@Nullable List<String> schemas) {

	static @Nullable SearchPathSetting of(SqlStatement statement) {
		if (statement.startsWith("select")) {
			return ofSelect(statement);
		}
		if (statement.startsWith("reset", "search_path")) {
			return new SearchPathSetting(null);
		}
		int at = statement.startsWith("set", "session") ? 2 : 1;
		if (statement.startsWith("set") && statement.hasWords(at, "schema")) {
			return new SearchPathSetting(List.of(statement.token(at + 1).value()));
		}
		if (statement.startsWith("set") && statement.hasWords(at, "search_path")) {
			return new SearchPathSetting(ofList(statement.tokens().subList(at + 2, statement.tokens().size())));
		}
		return null;
	}

	private static @Nullable SearchPathSetting ofSelect(SqlStatement statement) {
		int at = (statement.hasWords(1, "pg_catalog") && statement.token(2).is(".")) ? 3 : 1;
		boolean call = statement.hasWords(at, "set_config") && statement.token(at + 1).is("(")
				&& isString(statement.token(at + 2)) && statement.token(at + 2).value().equals("search_path")
				&& statement.token(at + 3).is(",") && isString(statement.token(at + 4))
				&& statement.token(at + 5).is(",") && statement.token(at + 6).isWord("false")
				&& statement.token(at + 7).is(")") && statement.tokens().size() == at + 8;
		return call ? new SearchPathSetting(parse(statement.token(at + 4).value())) : null;
	}

	/**
	 * Reads the value as {@code SHOW search_path} gives it.
	 * @param value a list of identifiers
	 * @return the schemas in order
	 */
	static List<String> parse(String value) {
		List<String> schemas = ofList(SqlScript.tokens(value));
		return (schemas != null) ? schemas : List.of();
	}

	private static @Nullable List<String> ofList(List<SqlToken> tokens) {
		if (tokens.size() == 1 && tokens.get(0).isWord("default")) {
			return null;
		}
		List<String> schemas = new ArrayList<>();
		for (SqlToken token : tokens) {
			if ((token.isIdentifier() || isString(token)) && !token.value().isEmpty()) {
				schemas.add(token.value());
			}
		}
		return schemas;
	}

	private static boolean isString(SqlToken token) {
		return token.kind() == SqlToken.Kind.STRING || token.kind() == SqlToken.Kind.DOLLAR_STRING;
	}

}
