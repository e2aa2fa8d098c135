package io.github.dbadapter.schema.source;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * A {@code CREATE SCHEMA} taken apart: the role that it may name need not exist where the
 * script is read, because owners are not compared.
 *
 * @param name name of the schema
 * @param from offset behind {@code CREATE SCHEMA [IF NOT EXISTS]}
 * @param to offset behind the name and the role
 * @param ifNotExists whether it is left as it is when it exists
 */
record CreateSchema(String name, int from, int to, boolean ifNotExists) {

	static @Nullable CreateSchema of(SqlStatement statement) {
		if (!statement.startsWith("create", "schema")) {
			return null;
		}
		boolean ifNotExists = statement.hasWords(2, "if", "not", "exists");
		int at = ifNotExists ? 5 : 2;
		int from = statement.token(at).start();
		SqlToken name = statement.token(at);
		SqlToken last = name;
		if (name.isWord("authorization")) {
			name = statement.token(at + 1);
			last = name;
		}
		else if (statement.hasWords(at + 1, "authorization")) {
			last = statement.token(at + 2);
		}
		return name.isIdentifier() ? new CreateSchema(name.value(), from, last.end(), ifNotExists) : null;
	}

	Rewriting rewrite(SqlStatement statement, String schema) {
		return new Rewriting(statement.text()).replace(this.from, this.to, new Identifier(schema).quoted());
	}

}
