package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.validate.SchemaComparison;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Plans and applies the repair of one database. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class FixService {

	private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

	/** A table that somebody has locked counts as one with rows. */
	private static final Duration LOCK_LIMIT = Duration.ofSeconds(1);

	private final SchemaIntrospector introspector = new SchemaIntrospector();

	private final FixTarget target;

	private final FixAudit audit;

	public FixService(FixTarget target) {
		this(target, (event) -> {
		});
	}

	/**
	 * Creates a service that tells of each attempt to apply a plan.
	 * @param target the database to repair
	 * @param listener told of each attempt, on the thread of the work
	 */
	public FixService(FixTarget target, Consumer<SchemaFixedEvent> listener) {
		this.target = target;
		this.audit = new FixAudit(target, listener);
	}

	/**
	 * Plans, and looks for rows that would not fit for five seconds at most. Cold;
	 * changes nothing. Tables may be named without their schema.
	 * @param options what the plan may do
	 * @param show how many keys of rows that do not fit are told for each check
	 * @return the plan; fails with {@link InvalidInputException} when a value or a new
	 * name is given that the plan has no use for
	 */
	public Mono<FixPlan> plan(FixOptions options, int show) {
		return this.target.expected().flatMap((comparison) -> plan(comparison, options, show));
	}

	/**
	 * Plans as {@link #plan(FixOptions, int)} does, with options as people write them.
	 * @param words what the plan may do
	 * @param show how many keys of rows that do not fit are told for each check
	 * @return the plan; fails with {@link InvalidInputException} when a name is not
	 * known, or a value or a new name is given that the plan has no use for
	 */
	public Mono<FixPlan> plan(FixWords words, int show) {
		return this.target.expected()
			.flatMap((comparison) -> plan(comparison, words.resolve(comparison.expectation()), show));
	}

	private Mono<FixPlan> plan(SchemaComparison comparison, FixOptions options, int show) {
		return Mono.zip(this.introspector.introspect(this.target.database(), comparison.scope()), this.target.hints())
			.flatMap((given) -> {
				TableNames names = new TableNames(comparison.expectation().schema(), given.getT1());
				FixOptions asked = names.qualified(options);
				Set<RenameHint> renames = new TreeSet<>(names.qualified(given.getT2()));
				renames.addAll(asked.renames());
				DatabaseSchema renamed = renamed(comparison.expectation().schema(), given.getT1().schema(), renames,
						asked.renames());
				return plan(comparison, given.getT1(), renamed, asked.withRenames(renames), show);
			});
	}

	/**
	 * Hints in files may have been followed long ago, or be for other databases; those of
	 * people are meant for this one.
	 */
	private static DatabaseSchema renamed(@Nullable DatabaseSchema expected, DatabaseSchema actual,
			Set<RenameHint> hints, Set<RenameHint> asked) {
		if (expected == null) {
			if (!asked.isEmpty()) {
				throw new InvalidInputException(
						"Cannot rename '%s': only names of columns are expected, and a rename needs a schema file"
							.formatted(asked.iterator().next().from()));
			}
			return actual;
		}
		Renaming renaming = Renaming.of(hints, expected, actual);
		renaming.refuseNeedless(asked, expected);
		return renaming.renamed();
	}

	/**
	 * Looks whether a plan could still be applied: the database, its schema, the expected
	 * schema and the rows that matter are those of the plan. Cold; changes nothing.
	 * @param plan the plan, read from a file for example
	 * @return the plan, once; fails with {@link FixRefusedException} when it could not
	 */
	public Mono<FixPlan> verify(FixPlan plan) {
		return executor(plan).flatMap((executor) -> executor.verify(plan));
	}

	private Mono<FixPlan> plan(SchemaComparison comparison, IntrospectedSchema actual, DatabaseSchema renamed,
			FixOptions options, int show) {
		return comparison.compare(Expectations.with(actual, renamed))
			.flatMap((compared) -> this.target.database()
				.execute("plan the fix of " + this.target.name(),
						(connection) -> plan(connection, compared, actual.schema(), options, show)))
			.map((plan) -> plan.withExpectedFingerprint(Expectations.fingerprint(comparison.expectation())));
	}

	private FixPlan plan(Connection connection, SchemaComparison.Result compared, DatabaseSchema actual,
			FixOptions options, int show) throws SQLException {
		DatabaseSchema expected = (compared.expected() != null) ? compared.expected() : actual;
		FixDraft draft = FixDraft.of(compared.diff(), expected, actual, options);
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET TRANSACTION READ ONLY");
			statement.execute("SET LOCAL lock_timeout = " + LOCK_LIMIT.toMillis());
			String identity = DatabaseIdentity.read(connection);
			// Only what the plan works on is worth a look at its rows.
			DatabaseFacts facts = draft.isEmpty() ? DatabaseFacts.none()
					: FactsReader.read(connection, actual, draft.tables(), draft.mayBreak());
			FixPlan plan = draft.plan(facts).withDatabase(identity);
			return new DataChecker(connection, show, CHECK_LIMIT).check(plan);
		}
		finally {
			connection.rollback();
		}
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
		return this.audit.watch(executor(plan).flatMap((executor) -> executor.apply(plan, approval)), plan,
				approval.approvedBy());
	}

	private Mono<FixExecutor> executor(FixPlan plan) {
		return this.target.expected().map((comparison) -> {
			if (!Expectations.fingerprint(comparison.expectation()).equals(plan.expectedFingerprint())) {
				throw new FixRefusedException(Reason.CHANGED,
						"Could not fix %s: the expected schema is no longer the one that plan %s leads to. Nothing was run; make a new plan"
							.formatted(this.target.name(), plan.id()));
			}
			return new FixExecutor(this.target, comparison);
		});
	}

}
