package io.github.dbadapter.schema.fix;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a plan as a script for psql.
 */
final class PlanSql {

	private final RemedyWords words;

	PlanSql(RemedyWords words) {
		this.words = words;
	}

	/** What must hold while the statements run: their texts were rendered under it. */
	static String settings(Duration lockTimeout, Duration statementTimeout) {
		return """
				SET LOCAL lock_timeout = %d;
				SET LOCAL statement_timeout = %d;
				SET LOCAL idle_in_transaction_session_timeout = 0;
				SET LOCAL check_function_bodies = off;
				SET LOCAL row_security = off;
				SET LOCAL default_tablespace = '';
				SET LOCAL default_table_access_method = heap;
				SET LOCAL TimeZone = 'UTC';
				SET LOCAL DateStyle = 'ISO, MDY';
				SET LOCAL IntervalStyle = 'postgres';
				SET CONSTRAINTS ALL IMMEDIATE""".formatted(lockTimeout.toMillis(), statementTimeout.toMillis());
	}

	String write(FixPlan plan) {
		StringBuilder script = new StringBuilder();
		script.append("-- plan ")
			.append(plan.id())
			.append(", for a schema with fingerprint ")
			.append(plan.fingerprint());
		script.append("\n\\set ON_ERROR_STOP on\n");
		boolean open = false;
		for (FixStatement statement : plan.statements()) {
			if (statement.transactional() != open) {
				script.append(open ? "\nCOMMIT;\n" : "\nBEGIN;\n");
				if (!open) {
					script.append(settings(FixApproval.none().lockTimeout(), FixApproval.none().statementTimeout()))
						.append(";\n");
				}
				open = statement.transactional();
			}
			script.append("\n-- ")
				.append(statement.number())
				.append(": ")
				.append(comment(statement.explanation().in(this.words)));
			for (FixHazard hazard : statement.hazards()) {
				script.append("\n--    ")
					.append(hazard.type().option())
					.append(": ")
					.append(comment(hazard.consequence()));
			}
			script.append('\n').append(statement.isBlocked() ? blocked(statement) : statement.sql() + ";\n");
		}
		script.append(open ? "\nCOMMIT;\n" : "");
		remaining(script, "not repaired", plan.unresolved());
		remaining(script, "kept", plan.left());
		return script.toString();
	}

	/** It would fail, and all the others with it. */
	private static String blocked(FixStatement statement) {
		return "--    blocked: it is known to fail\n"
				+ statement.sql().lines().map((line) -> "-- " + line).collect(Collectors.joining("\n")) + ";\n";
	}

	private void remaining(StringBuilder script, String title, List<FixPlan.Remaining> remaining) {
		script.append(remaining.isEmpty() ? "" : "\n");
		remaining.forEach((one) -> script
			.append("-- %s: %s (%s)\n".formatted(title, comment(one.object()), comment(one.reason().in(this.words)))));
	}

	private static String comment(String text) {
		return text.replace('\n', ' ').replace('\r', ' ');
	}

}
