package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.validate.SchemaComparison;
import io.github.dbadapter.sql.QualifiedName;
import reactor.core.publisher.Mono;

/**
 * Plans and applies the repair of one database. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class FixService {

	private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

	private final SchemaIntrospector introspector = new SchemaIntrospector();

	private final FixTarget target;

	public FixService(FixTarget target) {
		this.target = target;
	}

	/**
	 * Plans, and looks for rows that would not fit for five seconds at most. Cold;
	 * changes nothing. Tables may be named without their schema.
	 * @param options what the plan may do
	 * @param show how many keys of rows that do not fit are told for each check
	 * @return the plan
	 */
	public Mono<FixPlan> plan(FixOptions options, int show) {
		return Mono.zip(this.target.expected(), this.target.hints())
			.flatMap((given) -> this.introspector.introspect(this.target.database(), given.getT1().scope())
				.flatMap((actual) -> plan(given.getT1(), actual,
						new TableNames(given.getT1().expectation().schema(), actual).qualified(options, given.getT2()),
						show)));
	}

	private Mono<FixPlan> plan(SchemaComparison comparison, IntrospectedSchema actual, FixOptions options, int show) {
		DatabaseSchema model = comparison.expectation().schema();
		DatabaseSchema renamed = (model != null) ? FixPlanner.renamed(options, model, actual.schema())
				: actual.schema();
		return comparison.compare(Expectations.with(actual, renamed))
			.flatMap((compared) -> this.target.database()
				.execute("plan the fix of " + this.target.name(),
						(connection) -> plan(connection, compared, actual.schema(), options, show)))
			.map((plan) -> plan.withExpectedFingerprint(Expectations.fingerprint(comparison.expectation())));
	}

	private FixPlan plan(Connection connection, SchemaComparison.Result compared, DatabaseSchema actual,
			FixOptions options, int show) throws SQLException {
		DatabaseSchema expected = (compared.expected() != null) ? compared.expected() : actual;
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET TRANSACTION READ ONLY");
			DatabaseFacts facts = FactsReader.read(connection, tables(actual));
			FixPlan plan = FixPlanner.plan(compared.diff(), expected, actual, options, facts)
				.withDatabase(DatabaseIdentity.read(connection));
			return new DataChecker(connection, show, CHECK_LIMIT).check(plan);
		}
		finally {
			connection.rollback();
		}
	}

	private static Set<QualifiedName> tables(DatabaseSchema schema) {
		Set<QualifiedName> tables = new TreeSet<>();
		schema.objects(Table.class).forEach((table) -> tables.add(table.name()));
		return tables;
	}

	/**
	 * Applies a plan in one transaction. Cold; each subscription applies it once. What is
	 * committed is exactly what was planned; on any error, on cancellation, and when this
	 * process or the server dies, nothing has changed.
	 * @param plan the plan, just made or read from a file
	 * @param approval what is accepted
	 * @return the report; fails with {@link FixRefusedException} when it is refused or
	 * was rolled back
	 */
	public Mono<FixReport> apply(FixPlan plan, FixApproval approval) {
		return this.target.expected().flatMap((comparison) -> {
			if (!Expectations.fingerprint(comparison.expectation()).equals(plan.expectedFingerprint())) {
				return Mono.error(new FixRefusedException(Reason.CHANGED,
						"Could not fix %s: the expected schema is no longer the one that plan %s leads to. Nothing was run; make a new plan"
							.formatted(this.target.name(), plan.id())));
			}
			return new FixExecutor(this.target, comparison).apply(plan, approval);
		});
	}

}
