package io.github.dbadapter.schema.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * The object that a {@code CREATE}, {@code ALTER} or {@code COMMENT ON} names first.
 *
 * @param type first word of its type in SQL, in lower case
 * @param name parts of its name, without the dots
 */
record StatementTarget(String type, List<SqlToken> name) {

	private static final Set<String> BEFORE_TYPE = Set.of("or", "replace", "temp", "temporary", "local", "global",
			"unlogged", "unique", "recursive", "constraint", "materialized", "default", "trusted", "procedural", "on");

	private static final Set<String> BEFORE_NAME = Set.of("if", "not", "exists", "concurrently", "only", "search",
			"configuration", "dictionary", "parser", "template", "class", "family", "view");

	static @Nullable StatementTarget of(SqlStatement statement) {
		if (!statement.token(0).isWord("create", "alter", "comment")) {
			return null;
		}
		int at = 1;
		while (BEFORE_TYPE.contains(statement.token(at).value())) {
			at++;
		}
		String type = statement.token(at).value();
		at++;
		while (statement.token(at).kind() == SqlToken.Kind.WORD && BEFORE_NAME.contains(statement.token(at).value())
				&& !statement.token(at + 1).is(".")) {
			at++;
		}
		List<SqlToken> name = new ArrayList<>();
		while (statement.token(at).isIdentifier() || statement.token(at).kind() == SqlToken.Kind.OPERATOR) {
			name.add(statement.token(at));
			if (!statement.token(at + 1).is(".")) {
				break;
			}
			at += 2;
		}
		return name.isEmpty() ? null : new StatementTarget(type, List.copyOf(name));
	}

	/** Own name, without a schema. */
	SqlToken ownName() {
		return this.name.get(this.name.size() - 1);
	}

	SqlToken firstPart() {
		return this.name.get(0);
	}

}
