package io.github.dbadapter.schema.source;

import java.util.Set;

import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlToken;

/**
 * Decides from its tokens alone whether a statement is run, skipped or refused, so that
 * nothing of a script has been executed when one of its statements is refused.
 */
final class StatementRules {

	private static final Verdict TRANSACTION = Verdict.refuse("it controls the transaction");

	private static final Verdict BEYOND = Verdict.refuse("it reaches beyond the database");

	private static final Verdict OWNER = Verdict.skip("owners are not compared");

	private static final Verdict GRANT = Verdict.skip("grants are not compared");

	private static final Verdict PUBLICATION = Verdict.skip("publications are not part of a schema file");

	private static final Verdict MAINTENANCE = Verdict.skip("maintenance does not change a schema");

	private static final Set<String> OWN_SETTINGS = Set.of("statement_timeout", "lock_timeout", "transaction_timeout",
			"idle_in_transaction_session_timeout", "idle_session_timeout", "client_encoding", "client_min_messages",
			"row_security");

	private static final Set<String> TRANSACTION_SETTINGS = Set.of("transaction", "transaction_isolation",
			"transaction_read_only", "transaction_deferrable", "default_transaction_read_only");

	private static final Set<String> MODIFIERS = Set.of("or", "replace", "temp", "temporary", "local", "global",
			"unlogged", "unique", "recursive", "constraint", "materialized", "default", "trusted", "procedural");

	private static final Set<String> SERVER_OBJECTS = Set.of("role", "user", "group", "database", "tablespace",
			"subscription", "system", "owned");

	private static final Set<String> TRANSACTION_OBJECTS = Set.of("schema", "table", "view", "sequence", "index",
			"type", "domain", "function", "procedure", "routine", "aggregate", "trigger", "policy", "rule",
			"statistics", "collation", "operator", "text", "extension", "column");

	private final boolean transaction;

	private final ReachingFunctions functions = new ReachingFunctions();

	private StatementRules(boolean transaction) {
		this.transaction = transaction;
	}

	static StatementRules forDatabase() {
		return new StatementRules(false);
	}

	static StatementRules forTransaction() {
		return new StatementRules(true);
	}

	Verdict judge(SqlStatement statement) {
		if (statement.isMetaCommand()) {
			return statement.text().matches("\\\\(un)?restrict\\b.*") ? Verdict.ignore("it is psql's own")
					: Verdict.refuse("it is a command of psql, which the server does not understand");
		}
		String verb = statement.token(0).kind() == SqlToken.Kind.WORD ? statement.token(0).value() : "(";
		return switch (verb) {
			case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "lock" -> TRANSACTION;
			case "prepare", "execute", "deallocate", "declare", "fetch", "move", "close", "discard", "explain",
					"show" ->
				statement.hasWords(1, "transaction") ? TRANSACTION : Verdict.refuse("it has no place in a schema file");
			case "set" -> set(statement);
			case "reset" -> reset(statement);
			case "listen", "unlisten", "notify", "load", "checkpoint", "reassign", "import" -> BEYOND;
			case "vacuum", "analyze", "analyse", "reindex" -> MAINTENANCE;
			case "cluster" -> inDatabaseOnly(Verdict.RUN, "CLUSTER");
			case "refresh" -> this.transaction ? MAINTENANCE : this.functions.judge(statement);
			case "grant", "revoke" -> GRANT;
			case "security" -> Verdict.skip("security labels are not compared");
			case "copy" -> copy(statement);
			case "select" -> select(statement);
			case "do" -> doBlock(statement);
			case "insert", "update", "delete", "merge", "truncate", "with", "values", "table", "call", "(" ->
				inDatabaseOnly(this.functions.judge(statement), "a change of data");
			case "comment" -> comment(statement);
			case "create" -> create(statement);
			case "alter" -> alter(statement);
			case "drop" -> drop(statement);
			default -> Verdict.refuse("it is not a known statement");
		};
	}

	private Verdict inDatabaseOnly(Verdict verdict, String what) {
		if (this.transaction && !verdict.refuses()) {
			return Verdict.refuse("%s cannot be run beside live data".formatted(what));
		}
		return verdict;
	}

	private Verdict set(SqlStatement statement) {
		boolean local = statement.hasWords(1, "local");
		int at = (local || statement.hasWords(1, "session")) ? 2 : 1;
		SqlToken name = statement.token(at);
		if (name.isWord("role", "session_authorization", "authorization")) {
			return OWNER;
		}
		if (name.isWord("characteristics") || TRANSACTION_SETTINGS.contains(name.value())) {
			return TRANSACTION;
		}
		if (name.isWord("constraints")) {
			return inDatabaseOnly(Verdict.RUN, "SET CONSTRAINTS");
		}
		if (local) {
			return Verdict.skip("SET LOCAL has no effect outside a transaction");
		}
		return (name.isWord("names") || OWN_SETTINGS.contains(name.value()))
				? Verdict.ignore("the setting is chosen by the check itself") : setting(name);
	}

	private Verdict setting(SqlToken name) {
		if (this.transaction && name.isWord("check_function_bodies")) {
			return Verdict.ignore("the setting is chosen by the check itself");
		}
		return Verdict.RUN;
	}

	private Verdict reset(SqlStatement statement) {
		SqlToken name = statement.token(1);
		if (name.isWord("role", "session", "session_authorization")) {
			return OWNER;
		}
		if (name.isWord("all")) {
			return Verdict.refuse("it would undo the limits under which the script is read");
		}
		return OWN_SETTINGS.contains(name.value()) ? Verdict.ignore("the setting is chosen by the check itself")
				: setting(name);
	}

	private Verdict copy(SqlStatement statement) {
		return (statement.copyData() != null) ? inDatabaseOnly(Verdict.RUN, "COPY")
				: Verdict.refuse("it reads or writes outside the database");
	}

	private Verdict select(SqlStatement statement) {
		if (SearchPathSetting.of(statement) != null) {
			return Verdict.RUN;
		}
		return inDatabaseOnly(this.functions.judge(statement), "a query");
	}

	private Verdict doBlock(SqlStatement statement) {
		Verdict verdict = new DoBlock(statement).judge();
		return (verdict.runs()) ? inDatabaseOnly(this.functions.judge(statement), "DO") : verdict;
	}

	private Verdict comment(SqlStatement statement) {
		SqlToken object = statement.token(2);
		if (object.isWord("extension")) {
			return Verdict.skip("comments on extensions are not compared");
		}
		if (object.isWord("database")) {
			return Verdict.skip("a comment on the database is not part of its schema");
		}
		if (object.isWord("publication")) {
			return PUBLICATION;
		}
		if (object.isWord("role", "tablespace", "subscription", "large")) {
			return BEYOND;
		}
		return ofObject(statement, 2);
	}

	private Verdict create(SqlStatement statement) {
		int at = objectWord(statement);
		SqlToken object = statement.token(at);
		if (object.isWord("user") && statement.hasWords(at + 1, "mapping")) {
			return Verdict.skip("user mappings hold credentials");
		}
		if (SERVER_OBJECTS.contains(object.value())) {
			return BEYOND;
		}
		if (object.isWord("publication")) {
			return PUBLICATION;
		}
		if (object.isWord("table") && hasQuery(statement, at)) {
			return inDatabaseOnly(this.functions.judge(statement), "CREATE TABLE AS");
		}
		if (object.isWord("view") && statement.token(at - 1).isWord("materialized") && !this.transaction) {
			return this.functions.judge(statement);
		}
		if (this.transaction && isTemporary(statement, at)) {
			return Verdict.refuse("a temporary object cannot be told from those of the check");
		}
		if (this.transaction && object.isWord("function", "procedure") && isNativeCode(statement)) {
			return Verdict.refuse("it loads a library");
		}
		return ofObject(statement, at);
	}

	private Verdict ofObject(SqlStatement statement, int at) {
		SqlToken object = statement.token(at);
		boolean materialized = object.isWord("materialized", "constraint");
		boolean access = object.isWord("access", "foreign", "event");
		if (this.transaction && (access || !(materialized || TRANSACTION_OBJECTS.contains(object.value())))) {
			return Verdict.refuse("it concerns the whole live database");
		}
		return Verdict.RUN;
	}

	private static int objectWord(SqlStatement statement) {
		int at = 1;
		while (MODIFIERS.contains(statement.token(at).value())) {
			at++;
		}
		return at;
	}

	private static boolean isTemporary(SqlStatement statement, int objectWord) {
		for (int i = 1; i < objectWord; i++) {
			if (statement.token(i).isWord("temp", "temporary")) {
				return true;
			}
		}
		for (int i = 0; i < statement.tokens().size(); i++) {
			if (statement.hasWords(i, "pg_temp") && statement.token(i + 1).is(".")) {
				return true;
			}
		}
		return false;
	}

	private static boolean isNativeCode(SqlStatement statement) {
		for (int i = 2; i < statement.tokens().size(); i++) {
			if (statement.token(i).isWord("language") && (statement.token(i + 1).value().equalsIgnoreCase("c")
					|| statement.token(i + 1).value().equalsIgnoreCase("internal"))) {
				return true;
			}
		}
		return false;
	}

	/** Outside parentheses CREATE TABLE has the word AS only before a query. */
	private static boolean hasQuery(SqlStatement statement, int from) {
		int depth = 0;
		for (int i = from; i < statement.tokens().size(); i++) {
			SqlToken token = statement.token(i);
			depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
			if (depth == 0 && token.isWord("as")) {
				return true;
			}
		}
		return false;
	}

	private Verdict alter(SqlStatement statement) {
		SqlToken object = statement.token(1);
		if (object.isWord("user") && statement.hasWords(2, "mapping")) {
			return Verdict.skip("user mappings hold credentials");
		}
		if (SERVER_OBJECTS.contains(object.value()) || object.isWord("large")) {
			return BEYOND;
		}
		if (object.isWord("default")) {
			return Verdict.skip("default privileges are not compared");
		}
		if (object.isWord("publication")) {
			return PUBLICATION;
		}
		if (isOnlyOwner(statement)) {
			return OWNER;
		}
		if (statement.hasWords(2, "all", "in", "tablespace")) {
			return Verdict.refuse("it moves whatever is in a tablespace");
		}
		if (this.transaction && object.isWord("extension")) {
			return Verdict.refuse("an installed extension belongs to the whole live database");
		}
		return ofObject(statement, 1);
	}

	private static boolean isOnlyOwner(SqlStatement statement) {
		int depth = 0;
		boolean owner = false;
		for (int i = 1; i < statement.tokens().size(); i++) {
			SqlToken token = statement.token(i);
			depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
			if (depth == 0 && token.is(",")) {
				return false;
			}
			owner |= depth == 0 && token.isWord("owner") && statement.hasWords(i + 1, "to");
		}
		return owner;
	}

	private Verdict drop(SqlStatement statement) {
		SqlToken object = statement.token(1);
		if (object.isWord("user") && statement.hasWords(2, "mapping")) {
			return Verdict.skip("user mappings hold credentials");
		}
		if (SERVER_OBJECTS.contains(object.value())) {
			return BEYOND;
		}
		return object.isWord("publication") ? PUBLICATION : inDatabaseOnly(Verdict.RUN, "DROP");
	}

}
