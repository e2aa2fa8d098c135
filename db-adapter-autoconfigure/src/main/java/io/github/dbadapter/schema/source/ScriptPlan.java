package io.github.dbadapter.schema.source;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What of some scripts is run, in order, and what is left out.
 *
 * @param run statements to run
 * @param skipped statements to tell of
 */
record ScriptPlan(List<SqlStatement> run, List<SkippedStatement> skipped) {

	static ScriptPlan forDatabase(List<SqlScript> scripts) {
		return of(scripts, StatementRules.forDatabase(), "a scratch database");
	}

	static ScriptPlan forTransaction(List<SqlScript> scripts) {
		return of(scripts, StatementRules.forTransaction(), "a scratch transaction");
	}

	private static ScriptPlan of(List<SqlScript> scripts, StatementRules rules, String place) {
		List<SqlStatement> run = new ArrayList<>();
		List<SkippedStatement> skipped = new ArrayList<>();
		for (SqlScript script : scripts) {
			for (SqlStatement statement : script.statements()) {
				Verdict verdict = rules.judge(statement);
				switch (verdict.action()) {
					case RUN -> run.add(statement);
					case SKIP ->
						skipped.add(new SkippedStatement(statement.position(), statement.excerpt(), verdict.reason()));
					case REFUSE -> throw new RefusedStatementException(statement, verdict.reason(), place);
					case IGNORE -> {
					}
				}
			}
		}
		return new ScriptPlan(List.copyOf(run), List.copyOf(skipped));
	}

	/**
	 * Returns why the scripts cannot be read in a scratch transaction.
	 * @param scripts the scripts
	 * @return the first refusal, {@code null} if there is none
	 */
	static @Nullable RefusedStatementException refusalInTransaction(List<SqlScript> scripts) {
		try {
			forTransaction(scripts);
			return null;
		}
		catch (RefusedStatementException ex) {
			return ex;
		}
	}

}
