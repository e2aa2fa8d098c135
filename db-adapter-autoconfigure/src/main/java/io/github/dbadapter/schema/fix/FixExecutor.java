package io.github.dbadapter.schema.fix;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupResult;
import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.schema.diff.ExtraObject;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.validate.SchemaComparison;
import io.github.dbadapter.sql.QualifiedName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Applies plans. What runs in the transaction is committed as a whole, or not at all.
 * Safe for concurrent use.
 */
final class FixExecutor {

	private static final Log logger = LogFactory.getLog(FixExecutor.class);

	private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

	private static final String DEPENDENTS = "2BP01";

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
		.withZone(ZoneOffset.UTC);

	private final SchemaIntrospector introspector = new SchemaIntrospector();

	private final FixTarget target;

	private final SchemaComparison expected;

	FixExecutor(FixTarget target, SchemaComparison expected) {
		this.target = target;
		this.expected = expected;
	}

	Mono<FixReport> apply(FixPlan plan, FixApproval approval) {
		return Mono.defer(() -> {
			refuseUnapproved(plan, approval);
			return this.target.database()
				.execute("fix " + this.target.name(), (connection) -> apply(connection, plan, approval));
		});
	}

	private void refuseUnapproved(FixPlan plan, FixApproval approval) {
		if (plan.isBlocked()) {
			String blocked = plan.statements()
				.stream()
				.filter(FixStatement::isBlocked)
				.map((statement) -> "statement " + statement.number())
				.collect(Collectors.joining(", "));
			throw new FixRefusedException(Reason.BLOCKED,
					"Could not fix %s: rows do not fit (%s). Nothing was run; the plan names the rows and what to do"
						.formatted(this.target.name(), blocked));
		}
		Set<Hazard> missing = EnumSet.noneOf(Hazard.class);
		missing.addAll(plan.hazards());
		missing.removeAll(approval.allowed());
		if (!missing.isEmpty()) {
			String names = missing.stream().map(Hazard::name).collect(Collectors.joining(","));
			throw new FixRefusedException(Reason.HAZARD_NOT_ALLOWED,
					"Could not fix %s: the plan has hazards that are not allowed: %s. Nothing was run; --allow %s accepts them"
						.formatted(this.target.name(), names.replace(",", ", "), names));
		}
	}

	private FixReport apply(Connection connection, FixPlan plan, FixApproval approval) throws SQLException {
		Instant start = Instant.now();
		FixPhases phases = FixPhases.of(plan);
		FixLock lock = new FixLock(connection, this.target.database());
		List<FixReport.Applied> applied = new ArrayList<>();
		SortedMap<String, Long> backedUp = new TreeMap<>();
		Path backup;
		String fingerprint = plan.fingerprint();
		if (!phases.isAtomic()) {
			new FixPreflight(connection, this.target.name()).check(plan);
			lock.acquire(false);
			unchanged(connection, plan, fingerprint);
			connection.commit();
			applied.addAll(outside(connection, plan, phases.before(), approval, lock));
			fingerprint = phases.before().isEmpty() ? fingerprint : fingerprint(connection);
		}
		boolean done = false;
		connection.setAutoCommit(false);
		try {
			backup = inTransaction(connection, plan, phases, approval, lock, fingerprint, applied, backedUp);
			connection.commit();
			done = true;
		}
		finally {
			if (!done && !connection.isClosed()) {
				connection.rollback();
			}
		}
		applied.addAll(outside(connection, plan, phases.behind(), approval, lock));
		if (!phases.isAtomic()) {
			compare(connection, plan, Set.of());
		}
		logger.info("Fixed %s with plan %s: %d statements in %d ms".formatted(this.target.name(), plan.id(),
				applied.size(), Duration.between(start, Instant.now()).toMillis()));
		return new FixReport(plan, applied, backup, backedUp, Duration.between(start, Instant.now()));
	}

	private @Nullable Path inTransaction(Connection connection, FixPlan plan, FixPhases phases, FixApproval approval,
			FixLock lock, String fingerprint, List<FixReport.Applied> applied, SortedMap<String, Long> backedUp)
			throws SQLException {
		if (phases.isAtomic()) {
			new FixPreflight(connection, this.target.name()).check(plan);
		}
		execute(connection, PlanSql.settings(approval.lockTimeout(), approval.statementTimeout()));
		if (phases.isAtomic()) {
			lock.acquire(true);
		}
		lock.lock(phases.inside());
		unchanged(connection, plan, fingerprint);
		RightsReader before = RightsReader.read(connection);
		Path backup = backup(connection, plan, approval, backedUp);
		execute(connection, PlanSql.settings(approval.lockTimeout(), approval.statementTimeout()));
		applied.addAll(run(connection, plan, phases.inside(), lock));
		compare(connection, plan, phases.pending());
		compareRights(before, RightsReader.read(connection));
		return backup;
	}

	/** Each statement by itself: PostgreSQL does not build without blocking otherwise. */
	private List<FixReport.Applied> outside(Connection connection, FixPlan plan, List<FixStatement> statements,
			FixApproval approval, FixLock lock) throws SQLException {
		if (statements.isEmpty()) {
			return List.of();
		}
		connection.setAutoCommit(true);
		execute(connection, "SET lock_timeout = " + approval.lockTimeout().toMillis());
		execute(connection, "SET statement_timeout = " + approval.statementTimeout().toMillis());
		try {
			return run(connection, plan, statements, lock);
		}
		catch (FixRefusedException ex) {
			throw new FixRefusedException(ex.getReason(),
					ex.getMessage() + " What was committed before stays; a new plan with --online goes on from there",
					ex);
		}
	}

	private String fingerprint(Connection connection) throws SQLException {
		return SchemaFingerprint.of(this.introspector.introspect(connection, this.expected.scope()).schema());
	}

	private void unchanged(Connection connection, FixPlan plan, String fingerprint) throws SQLException {
		String identity = DatabaseIdentity.read(connection);
		if (plan.database() != null && !plan.database().equals(identity)) {
			throw changed(
					"the plan was made for another database (%s, this is %s)".formatted(plan.database(), identity));
		}
		if (connection.getAutoCommit()) {
			connection.setAutoCommit(false);
		}
		if (!fingerprint(connection).equals(fingerprint)) {
			throw changed("its schema is no longer the one that the plan was made for");
		}
		for (QualifiedName table : plan.assumedEmpty()) {
			if (!FactsReader.isEmpty(connection, table)) {
				throw changed("%s was empty when the plan was made and holds rows now".formatted(table));
			}
		}
		recheck(connection, plan);
	}

	/** What the rows ruled out when the plan was made, they may not rule out now. */
	private void recheck(Connection connection, FixPlan plan) throws SQLException {
		DataChecker checker = new DataChecker(connection, 0, CHECK_LIMIT);
		for (FixStatement statement : plan.statements()) {
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

	private @Nullable Path backup(Connection connection, FixPlan plan, FixApproval approval,
			SortedMap<String, Long> backedUp) throws SQLException {
		Path directory = approval.backupDirectory();
		List<String> tables = new ArrayList<>();
		for (QualifiedName table : plan.endangered()) {
			if (!FactsReader.isEmpty(connection, table) && isTable(connection, table)) {
				tables.add(table.toString());
			}
		}
		if (directory == null || tables.isEmpty()) {
			return null;
		}
		Path file = directory.resolve("fix-%s-%s.json.zst".formatted(plan.id(), STAMP.format(Instant.now())));
		BackupResult result = new BackupService(this.target.database(), this.target.profile(),
				(anyConnection) -> plan.fingerprint())
			.backupWithin(connection, BackupRequest.to(file).withTables(tables));
		result.tables().forEach((table) -> backedUp.put(table.name(), table.rows()));
		return result.file();
	}

	private static boolean isTable(Connection connection, QualifiedName table) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT to_regclass(%s) IS NOT NULL".formatted(SqlText.literal(table.quoted())))) {
			row.next();
			return row.getBoolean(1);
		}
	}

	private List<FixReport.Applied> run(Connection connection, FixPlan plan, List<FixStatement> statements,
			FixLock lock) throws SQLException {
		List<FixReport.Applied> applied = new ArrayList<>();
		for (FixStatement statement : statements) {
			long begin = System.nanoTime();
			try {
				execute(connection, statement.sql());
			}
			catch (SQLException ex) {
				throw failed(plan, statement, lock, ex);
			}
			applied.add(new FixReport.Applied(statement.number(), statement.sql(),
					Duration.ofNanos(System.nanoTime() - begin)));
		}
		return applied;
	}

	private RuntimeException failed(FixPlan plan, FixStatement statement, FixLock lock, SQLException ex)
			throws SQLException {
		String state = ex.getSQLState();
		if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
			return this.target.database().translate("fix " + this.target.name(), ex);
		}
		if (LOCK_NOT_AVAILABLE.equals(state) && !statement.tables().isEmpty()) {
			return lock.busy(statement.tables().first(), ex);
		}
		String hint = DEPENDENTS.equals(state)
				? ". Something depends on it that is not looked at; take it away first, or look at its schema too" : "";
		return new FixRefusedException(Reason.FAILED,
				"Could not fix %s: statement %d of plan %s failed and everything was rolled back: %s%s%n    %s"
					.formatted(this.target.name(), statement.number(), plan.id(),
							this.target.database().translate("run it", ex).getMessage(), hint, statement.sql()),
				ex);
	}

	/** What differs now must have been announced. */
	private void compare(Connection connection, FixPlan plan, Set<String> pending) throws SQLException {
		IntrospectedSchema actual = this.introspector.introspect(connection, this.expected.scope());
		Set<String> announced = plan.left()
			.stream()
			.map((remaining) -> remaining.type() + " " + remaining.object())
			.collect(Collectors.toSet());
		plan.unresolved().forEach((remaining) -> announced.add(remaining.type() + " " + remaining.object()));
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
					"Could not fix %s: after the statements of plan %s the schema was not as planned, and everything was rolled back: %s"
						.formatted(this.target.name(), plan.id(), String.join("; ", unexpected)));
		}
	}

	/** A helper of ours, or what is finished behind the transaction. */
	private static boolean isPending(SchemaDifference difference, Set<String> pending) {
		String object = difference.object().toString();
		return pending.contains(object)
				|| (!pending.isEmpty() && object.endsWith("__old") && difference instanceof ExtraObject);
	}

	private void compareRights(RightsReader before, RightsReader after) {
		List<String> changed = new ArrayList<>();
		before.objects().forEach((reference, entry) -> {
			RightsReader.Entry now = after.objects().get(reference);
			if (now != null && !(now.owner().equals(entry.owner()) && now.has().equals(entry.has()))) {
				changed.add(reference.kind().words() + " " + reference);
			}
		});
		if (!changed.isEmpty()) {
			throw new FixRefusedException(Reason.FAILED,
					"Could not fix %s: owner or grants of %s would have changed, and everything was rolled back"
						.formatted(this.target.name(), String.join(", ", changed).toLowerCase(Locale.ROOT)));
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
	}

}
