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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupResult;
import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.schema.validate.SchemaComparison;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Applies plans. What runs in the transaction is committed as a whole, or not at all.
 * Safe for concurrent use.
 */
final class FixExecutor {

	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
		.withZone(ZoneOffset.UTC);

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

	Mono<FixPlan> verify(FixPlan plan) {
		return this.target.database().execute("look at " + this.target.name(), (connection) -> {
			connection.setAutoCommit(false);
			connection.setReadOnly(true);
			try {
				new FixVerification(this.target, this.expected, connection, plan).unchanged(plan.fingerprint());
				return plan;
			}
			finally {
				connection.rollback();
			}
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
					"Could not fix %s: it is known to fail (%s). Nothing was run; the plan says why and what to do"
						.formatted(this.target.name(), blocked));
		}
		Set<Hazard> missing = EnumSet.noneOf(Hazard.class);
		missing.addAll(plan.hazards());
		missing.removeAll(approval.allowed());
		if (!missing.isEmpty()) {
			String names = missing.stream().map(Hazard::option).collect(Collectors.joining(", "));
			throw new FixRefusedException(Reason.HAZARD_NOT_ALLOWED, RemedyText.format(
					"Could not fix %s: the plan has hazards that are not allowed: %s. Nothing was run; %s accepts them",
					this.target.name(), names, Remedy.allow(missing)), null);
		}
	}

	private FixReport apply(Connection connection, FixPlan plan, FixApproval approval) throws SQLException {
		FixRun run = new FixRun(this.target, connection, plan, approval);
		try {
			return apply(connection, plan, run);
		}
		finally {
			run.leaveSession();
		}
	}

	private FixReport apply(Connection connection, FixPlan plan, FixRun run) throws SQLException {
		Instant start = Instant.now();
		FixPhases phases = FixPhases.of(plan);
		FixVerification verification = new FixVerification(this.target, this.expected, connection, plan);
		SortedMap<String, Long> backedUp = new TreeMap<>();
		String fingerprint = plan.fingerprint();
		run.noticeLostClient();
		if (!phases.isAtomic()) {
			new FixPreflight(connection, this.target.name()).check(plan);
			run.lock().acquire(false);
			verification.unchanged(fingerprint);
			connection.commit();
			run.outside(phases.before());
			fingerprint = phases.before().isEmpty() ? fingerprint : verification.fingerprint();
		}
		Path backup = inTransaction(connection, phases, run, verification, fingerprint, backedUp);
		run.outside(phases.behind());
		if (!phases.isAtomic()) {
			verification.compare(Set.of(), "");
		}
		return new FixReport(plan, run.applied(), backup, backedUp, Duration.between(start, Instant.now()));
	}

	private @Nullable Path inTransaction(Connection connection, FixPhases phases, FixRun run,
			FixVerification verification, String fingerprint, SortedMap<String, Long> backedUp) throws SQLException {
		boolean done = false;
		connection.setAutoCommit(false);
		try {
			run.begin();
			if (phases.isAtomic()) {
				new FixPreflight(connection, this.target.name()).check(run.plan());
			}
			run.settings();
			if (phases.isAtomic()) {
				run.lock().acquire(true);
			}
			run.lock().lock(phases.inside());
			verification.unchanged(fingerprint);
			RightsReader before = RightsReader.read(connection);
			Path backup = backup(connection, run.plan(), run.approval(), backedUp);
			run.settings();
			run.inside(phases.inside());
			verification.compare(phases.pending(), ", and everything was rolled back");
			verification.compareRights(before);
			connection.commit();
			done = true;
			return backup;
		}
		catch (FixRefusedException ex) {
			throw run.withCommitted(ex);
		}
		finally {
			if (!done && !connection.isClosed()) {
				connection.rollback();
			}
		}
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

}
