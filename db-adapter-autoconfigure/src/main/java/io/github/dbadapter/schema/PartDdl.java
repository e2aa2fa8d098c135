package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.sql.QualifiedName;

/**
 * Writes triggers, rules, policies and extended statistics.
 *
 * @since 0.1.0
 */
public final class PartDdl {

	private PartDdl() {
	}

	/**
	 * Writes a trigger; of a partition's clone, only how it fires.
	 * @param relation table or view
	 * @param trigger the trigger
	 * @return the statements
	 */
	public static List<String> create(QualifiedName relation, Trigger trigger) {
		List<String> statements = new ArrayList<>();
		if (!trigger.inherited()) {
			statements.add(trigger.definition());
		}
		if (trigger.inherited() || trigger.firing() != Trigger.Firing.ORIGIN) {
			statements.add(firing(relation, "TRIGGER", trigger.name(), trigger.firing()));
		}
		statements.addAll(CommentDdl.on("TRIGGER " + DdlText.quoted(trigger.name()) + " ON " + relation.quoted(),
				trigger.comment()));
		return statements;
	}

	/**
	 * Writes a rule.
	 * @param relation table or view
	 * @param rule the rule
	 * @return the statements
	 */
	public static List<String> create(QualifiedName relation, Rule rule) {
		List<String> statements = new ArrayList<>();
		statements.add(rule.definition());
		if (rule.firing() != Trigger.Firing.ORIGIN) {
			statements.add(firing(relation, "RULE", rule.name(), rule.firing()));
		}
		statements
			.addAll(CommentDdl.on("RULE " + DdlText.quoted(rule.name()) + " ON " + relation.quoted(), rule.comment()));
		return statements;
	}

	/**
	 * Writes when a trigger or rule fires.
	 * @param relation table or view
	 * @param words {@code TRIGGER} or {@code RULE}
	 * @param name its name
	 * @param firing when it fires
	 * @return the statement
	 */
	public static String firing(QualifiedName relation, String words, String name, Trigger.Firing firing) {
		return "ALTER TABLE " + relation.quoted() + switch (firing) {
			case ORIGIN -> " ENABLE ";
			case DISABLED -> " DISABLE ";
			case REPLICA -> " ENABLE REPLICA ";
			case ALWAYS -> " ENABLE ALWAYS ";
		} + words + " " + DdlText.quoted(name);
	}

	/**
	 * Writes a policy.
	 * @param table the table
	 * @param policy the policy
	 * @return the statements
	 */
	public static List<String> create(QualifiedName table, Policy policy) {
		List<String> statements = new ArrayList<>();
		statements.add("CREATE POLICY " + DdlText.quoted(policy.name()) + " ON " + table.quoted()
				+ (policy.permissive() ? "" : " AS RESTRICTIVE") + " FOR " + policy.command() + " TO "
				+ String.join(", ", policy.roles())
				+ ((policy.using() != null) ? "\n    USING (" + policy.using() + ")" : "")
				+ ((policy.check() != null) ? "\n    WITH CHECK (" + policy.check() + ")" : ""));
		statements.addAll(
				CommentDdl.on("POLICY " + DdlText.quoted(policy.name()) + " ON " + table.quoted(), policy.comment()));
		return statements;
	}

	/**
	 * Writes extended statistics.
	 * @param statistics the statistics
	 * @return the statements
	 */
	public static List<String> create(Statistics statistics) {
		List<String> statements = new ArrayList<>();
		statements.add(statistics.definition());
		if (statistics.target() != null) {
			statements.add("ALTER STATISTICS " + statistics.name().quoted() + " SET STATISTICS " + statistics.target());
		}
		statements.addAll(CommentDdl.on("STATISTICS " + statistics.name().quoted(), statistics.comment()));
		return statements;
	}

}
