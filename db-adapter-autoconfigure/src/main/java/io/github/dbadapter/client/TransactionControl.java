package io.github.dbadapter.client;

import java.util.regex.Pattern;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlSyntaxException;

/**
 * Statements that begin or end a transaction behind the back of driver and pool: the
 * connection would go back to the pool inside of it, and whoever is lent it next would
 * lose what they write.
 */
final class TransactionControl {

	/** Most statements have none of these words, and need not be read. */
	private static final Pattern SUSPICIOUS = Pattern.compile("\\b(?:begin|start|commit|end|rollback|abort|prepare)\\b",
			Pattern.CASE_INSENSITIVE);

	private TransactionControl() {
	}

	/**
	 * Refuses a text that holds such a statement.
	 * @param sql one or more statements
	 * @throws InvalidInputException if it does
	 */
	static void refuse(String sql) {
		if (!SUSPICIOUS.matcher(sql).find()) {
			return;
		}
		SqlScript script;
		try {
			script = SqlScript.parse("the statement", sql);
		}
		catch (SqlSyntaxException ex) {
			// the server says it better, and does not begin a transaction either
			return;
		}
		script.statements().stream().filter(TransactionControl::is).findFirst().ifPresent((statement) -> {
			throw new InvalidInputException(
					"Could not execute '%s': it would leave a pooled connection inside a transaction, or end one that is not its own. Use inTransaction, which commits when its work completes and rolls back when it fails"
						.formatted(statement.excerpt()));
		});
	}

	/**
	 * Savepoints are none: they need a transaction, or the server refuses them, and end
	 * with it. {@code COMMIT PREPARED} is about a transaction that no session has.
	 */
	private static boolean is(SqlStatement statement) {
		if (statement.token(0).isWord("commit", "rollback")) {
			int next = statement.token(1).isWord("work", "transaction") ? 2 : 1;
			return !statement.token(next).isWord("prepared", "to");
		}
		return statement.token(0).isWord("begin", "end", "abort") || statement.startsWith("start", "transaction")
				|| (statement.startsWith("prepare", "transaction") && !statement.token(2).isWord("as"));
	}

}
