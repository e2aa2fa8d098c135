package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.diff.ExtraObject;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.validate.SchemaComparison;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Looks whether a plan still fits before it runs, and whether it has done what it
 * announced before that is committed.
 */
final class FixVerification {

	private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

	private final SchemaIntrospector introspector = new SchemaIntrospector();

	private final FixTarget target;

	private final SchemaComparison expected;

	private final Connection connection;

	private final FixPlan plan;

	FixVerification(FixTarget target, SchemaComparison expected, Connection connection, FixPlan plan) {
		this.target = target;
		this.expected = expected;
		this.connection = connection;
		this.plan = plan;
	}

	String fingerprint() throws SQLException {
		return SchemaFingerprint.of(this.introspector.introspect(this.connection, this.expected.scope()).schema());
	}

	/** Refuses when schema, rows or database are not those of the plan. */
	void unchanged(String fingerprint) throws SQLException {
		String identity = DatabaseIdentity.read(this.connection);
		if (this.plan.database() != null && !DatabaseIdentity.isSame(this.plan.database(), identity)) {
			throw changed("the plan was made for another database (%s, this is %s)".formatted(this.plan.database(),
					identity));
		}
		if (this.connection.getAutoCommit()) {
			this.connection.setAutoCommit(false);
		}
		if (!fingerprint().equals(fingerprint)) {
			throw changed("its schema is no longer the one that the plan was made for");
		}
		for (QualifiedName table : this.plan.assumedEmpty()) {
			if (!FactsReader.isEmpty(this.connection, table)) {
				throw changed("%s was empty when the plan was made and holds rows now".formatted(table));
			}
		}
		recheck();
	}

	/** What the rows ruled out when the plan was made, they may not rule out now. */
	private void recheck() throws SQLException {
		DataChecker checker = new DataChecker(this.connection, 0, CHECK_LIMIT);
		for (FixStatement statement : this.plan.statements()) {
			for (FixHazard hazard : statement.cleared()) {
				DataCheck check = hazard.check();
				DataCheck.Result result = (check != null) ? checker.run(check) : null;
				boolean silent = hazard.type() == Hazard.DATA_LOSS;
				if (result != null && ((result.failing() == null) ? silent : result.failing() > 0)) {
					throw changed("rows have come since the plan was made: " + hazard.consequence());
				}
			}
		}
	}

	private FixRefusedException changed(String what) {
		return new FixRefusedException(Reason.CHANGED,
				"Could not fix %s: %s. Nothing was run; make a new plan".formatted(this.target.name(), what));
	}

	/** What differs now must have been announced. */
	void compare(Set<String> pending, String outcome) throws SQLException {
		IntrospectedSchema actual = this.introspector.introspect(this.connection, this.expected.scope());
		Set<String> announced = this.plan.left()
			.stream()
			.map((remaining) -> remaining.type() + " " + remaining.object())
			.collect(Collectors.toSet());
		this.plan.unresolved().forEach((remaining) -> announced.add(remaining.type() + " " + remaining.object()));
		List<String> unexpected = Expectations.await(this.expected.compare(actual))
			.diff()
			.differences()
			.stream()
			.filter((difference) -> !announced.contains(FixPlan.name(difference)))
			.filter((difference) -> !isPending(difference, pending))
			.map((difference) -> "%s %s (expected %s, found %s)".formatted(difference.object(), difference.summary(),
					difference.expected(), difference.actual()))
			.toList();
		if (!unexpected.isEmpty()) {
			throw new FixRefusedException(Reason.FAILED,
					"Could not fix %s: after the statements of plan %s the schema was not as planned%s: %s"
						.formatted(this.target.name(), this.plan.id(), outcome, String.join("; ", unexpected)));
		}
	}

	/** A helper of ours, or what is finished behind the transaction. */
	private static boolean isPending(SchemaDifference difference, Set<String> pending) {
		String object = difference.object().toString();
		return pending.contains(object)
				|| (!pending.isEmpty() && object.endsWith("__old") && difference instanceof ExtraObject);
	}

	/** Grants and owners are not part of the model, and must stay all the same. */
	void compareRights(RightsReader before) throws SQLException {
		List<String> changed = before.changed(RightsReader.read(this.connection))
			.stream()
			.map((reference) -> reference.kind().words() + " " + reference)
			.toList();
		if (!changed.isEmpty()) {
			throw new FixRefusedException(Reason.FAILED,
					"Could not fix %s: owner or grants of %s would have changed, and everything was rolled back"
						.formatted(this.target.name(), String.join(", ", changed)));
		}
	}

}
