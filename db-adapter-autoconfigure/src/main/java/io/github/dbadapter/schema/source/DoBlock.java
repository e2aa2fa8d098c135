package io.github.dbadapter.schema.source;

import java.util.List;
import java.util.Set;

import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlToken;

/**
 * Looks into the body of a {@code DO}. A block that does nothing but make roles and grant
 * to them is skipped like grants are, because scripts often begin with one; any other
 * block that names objects of the whole server is refused.
 */
final class DoBlock {

	private static final Set<String> SERVER_OBJECTS = Set.of("role", "user", "group", "database", "tablespace",
			"subscription", "system");

	private static final Set<String> DATA_VERBS = Set.of("insert", "update", "delete", "merge", "truncate", "copy",
			"call", "comment");

	private static final Set<String> CONTROL = Set.of("begin", "then", "else", "loop", "do");

	private boolean roles;

	private boolean grants;

	private boolean reaches;

	private boolean others;

	DoBlock(SqlStatement statement) {
		for (SqlToken token : statement.tokens()) {
			if (token.kind() == SqlToken.Kind.DOLLAR_STRING || token.kind() == SqlToken.Kind.STRING) {
				read(ReachingFunctions.tokensOf(token));
			}
			this.reaches |= token.kind() == SqlToken.Kind.ESCAPED_STRING;
		}
	}

	private void read(List<SqlToken> body) {
		for (int i = 0; i < body.size(); i++) {
			SqlToken token = body.get(i);
			if (i == 0 || body.get(i - 1).is(";") || CONTROL.contains(body.get(i - 1).value())) {
				verb(body, i);
			}
			if (token.isWord("execute")) {
				dynamic(body, i + 1);
			}
			this.reaches |= token.isWord("copy") && names(body, i, "program");
		}
	}

	/** The text of EXECUTE begins with the first string behind it. */
	private void dynamic(List<SqlToken> body, int from) {
		for (int i = from; i < body.size() && !body.get(i).is(";"); i++) {
			SqlToken token = body.get(i);
			if (token.kind() == SqlToken.Kind.STRING || token.kind() == SqlToken.Kind.DOLLAR_STRING) {
				verb(ReachingFunctions.tokensOf(token), 0);
				return;
			}
		}
		this.others = true;
	}

	private void verb(List<SqlToken> tokens, int at) {
		if (at >= tokens.size()) {
			return;
		}
		SqlToken verb = tokens.get(at);
		String object = (at + 1 < tokens.size()) ? tokens.get(at + 1).value() : "";
		if (verb.isWord("grant", "revoke") || (verb.isWord("alter") && object.equals("default"))) {
			this.grants = true;
		}
		else if (verb.isWord("create", "alter", "drop") && SERVER_OBJECTS.contains(object)) {
			boolean role = Set.of("role", "user", "group").contains(object);
			this.roles |= role;
			this.reaches |= !role;
		}
		else if (verb.isWord("create", "alter", "drop") || DATA_VERBS.contains(verb.value())) {
			this.others = true;
		}
		else if (verb.isWord("perform", "select", "with")) {
			this.others = true;
		}
	}

	private static boolean names(List<SqlToken> tokens, int from, String word) {
		for (int i = from; i < tokens.size() && !tokens.get(i).is(";"); i++) {
			if (tokens.get(i).isWord(word)) {
				return true;
			}
		}
		return false;
	}

	Verdict judge() {
		if (this.reaches || (this.roles && this.others)) {
			return Verdict.refuse("its body reaches beyond the database");
		}
		if (this.roles) {
			return Verdict.skip("roles belong to the server, not to the database");
		}
		return (this.grants && !this.others) ? Verdict.skip("grants are not compared") : Verdict.RUN;
	}

}
