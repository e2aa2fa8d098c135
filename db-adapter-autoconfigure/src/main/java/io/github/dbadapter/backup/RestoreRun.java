package io.github.dbadapter.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.copy.SessionSettings;
import io.github.dbadapter.sql.ConnectionCallback;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.NotPermittedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One restore on one connection, in one transaction.
 */
final class RestoreRun {

	private static final Log logger = LogFactory.getLog(RestoreRun.class);

	private final Connection connection;

	private final Statements statements;

	private final RestoreRequest request;

	private final @Nullable BackupSchema defaultSchema;

	private final ConnectionCallback<String> fingerprint;

	private final ProgressListener listener;

	private @Nullable RestorePlan plan;

	RestoreRun(Connection connection, RestoreRequest request, @Nullable BackupSchema defaultSchema,
			ConnectionCallback<String> fingerprint, ProgressListener listener) {
		this.connection = connection;
		this.statements = new Statements(connection);
		this.request = request;
		this.defaultSchema = defaultSchema;
		this.fingerprint = fingerprint;
		this.listener = listener;
	}

	RestoreResult run(BackupContents contents) throws SQLException {
		try {
			return restore(contents);
		}
		catch (SQLException ex) {
			if (this.plan != null && NotPermittedException.INSUFFICIENT_PRIVILEGE.equals(ex.getSQLState())) {
				throw refused(this.plan, ex);
			}
			throw ex;
		}
	}

	private NotPermittedException refused(RestorePlan plan, SQLException failure) throws SQLException {
		this.connection.rollback();
		return new RestoreRights(this.statements, plan, this.request).instead(failure);
	}

	private RestoreResult restore(BackupContents contents) throws SQLException {
		Instant start = Instant.now();
		BackupOrigin origin = BackupOrigin.of(contents);
		this.connection.setAutoCommit(false);
		// rows that others commit while it waits for their locks must be seen
		this.statements.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
		Boolean schemaEqual = isSchemaEqual(origin);
		SessionSettings.pin(this.connection);
		this.statements.execute("SET LOCAL work_mem = '64MB'");
		this.statements.execute("SET CONSTRAINTS ALL IMMEDIATE");
		TargetLock.acquire(this.connection, "restore");
		BackupService.set(this.connection,
				Map.of(BackupQueries.OWNER, (this.request.userId() != null) ? this.request.userId() : ""));
		RestorePlan plan = new RestorePlanner(contents, CatalogReader.read(this.connection), this.request,
				this.defaultSchema)
			.plan();
		this.plan = plan;
		refuseHiddenRows(plan);
		refuseUnknownOwner(plan);
		TriggerSwitch triggers = new TriggerSwitch(this.statements, plan.tables());
		if (!this.request.triggers()) {
			triggers.off();
		}
		execute(plan, contents);
		if (!this.request.triggers()) {
			triggers.on();
		}
		Outcome outcome = end(plan);
		List<TableResult> results = plan.tables()
			.stream()
			.map((table) -> table.result(outcome == Outcome.ROLLED_BACK))
			.toList();
		List<String> fired = this.request.triggers() ? triggers.fired(Set.of()) : List.of();
		List<String> notices = Stream
			.concat(plan.notices().stream(), plan.tables().stream().flatMap((table) -> table.notices().stream()))
			.toList();
		return new RestoreResult(outcome, origin, schemaEqual, results, fired, notices,
				Duration.between(start, Instant.now()));
	}

	private @Nullable Boolean isSchemaEqual(BackupOrigin origin) throws SQLException {
		if (origin.schemaFingerprint() == null) {
			return null;
		}
		String actual = this.fingerprint.doInConnection(this.connection);
		return (actual != null) ? actual.equals(origin.schemaFingerprint()) : null;
	}

	private void execute(RestorePlan plan, BackupContents contents) throws SQLException {
		FileLoader file = new FileLoader(contents, plan, this.listener);
		boolean done = false;
		if (this.request.exclusive() && !this.request.preview()) {
			ExclusiveTables exclusive = new ExclusiveTables(this.statements);
			SQLException found = attempt(plan, () -> {
				exclusive.take(plan.tables(), isTargetEmpty(plan));
				load(plan, contents, file);
				exclusive.putBack();
			});
			done = found == null;
			if (found != null && !exclusive.isTaken()) {
				throw found;
			}
		}
		if (!done) {
			load(plan, contents, file);
		}
		KeyGenerator keys = new KeyGenerator(this.statements, this.request.preview());
		for (RestoreTable table : plan.tables()) {
			keys.advance(table);
		}
	}

	private boolean isTargetEmpty(RestorePlan plan) throws SQLException {
		for (RestoreTable table : plan.tables()) {
			if (this.statements.exists("SELECT FROM " + table.table().from())) {
				return false;
			}
		}
		return true;
	}

	private void load(RestorePlan plan, BackupContents contents, FileLoader file) throws SQLException {
		DirectRestore direct = new DirectRestore(this.statements, this.request, plan);
		if (!direct.isPossible() || attempt(plan, () -> direct.load(file)) != null) {
			file.load((table) -> new StagingLoader(this.statements, table));
			write(plan, contents.rows());
		}
	}

	private @Nullable SQLException attempt(RestorePlan plan, Statements.Work work) throws SQLException {
		SQLException found = this.statements.attempt(work);
		if (found != null) {
			logger.debug("The short way failed", found);
			plan.tables().forEach(RestoreTable::forgetNumbers);
		}
		return found;
	}

	private void write(RestorePlan plan, long rows) throws SQLException {
		KeyGenerator keys = new KeyGenerator(this.statements, this.request.preview());
		ProgressMeter progress = new ProgressMeter(this.listener, Phase.WRITE, rows);
		for (RestoreTable lookup : plan.lookups()) {
			RowMapping mapping = new RowMapping(lookup, List.of(lookup), plan, false);
			RowMatcher matcher = new RowMatcher(this.statements, this.request, lookup, mapping, keys);
			matcher.prepare();
			matcher.match();
			progress.rows(lookup.file().rows(), 0);
		}
		for (List<RestoreTable> unit : plan.units()) {
			if (!unit.isEmpty()) {
				progress.table(unit.get(0).file().key(), 0);
				new UnitRestorer(this.statements, this.request, unit, plan, keys).restore();
				progress.rows(unit.stream().mapToLong((table) -> table.file().rows()).sum(), 0);
			}
		}
	}

	private Outcome end(RestorePlan plan) throws SQLException {
		boolean failed = plan.tables().stream().anyMatch((table) -> table.counts().failures() > 0);
		if (this.request.preview()) {
			this.connection.rollback();
			return Outcome.PREVIEWED;
		}
		if (failed && this.request.onError() == ErrorMode.ABORT) {
			this.connection.rollback();
			return Outcome.ROLLED_BACK;
		}
		this.connection.commit();
		return Outcome.COMMITTED;
	}

	private static void refuseHiddenRows(RestorePlan plan) {
		List<CatalogTable> filtered = new ArrayList<>();
		plan.tables().stream().map(RestoreTable::table).filter(CatalogTable::filtered).forEach(filtered::add);
		plan.lookups().stream().map(RestoreTable::table).filter(CatalogTable::filtered).forEach(filtered::add);
		if (!filtered.isEmpty()) {
			throw new OperationRefusedException(
					"Could not restore: row-level security hides rows of %s from the role. Use the tables' owner or a role with BYPASSRLS"
						.formatted(BackupService.keys(filtered)));
		}
	}

	/** Otherwise every single row would be rejected. */
	private void refuseUnknownOwner(RestorePlan plan) throws SQLException {
		if (this.request.userId() == null) {
			return;
		}
		new OwnerCheck(this.statements, "restore").check(this.request.userId(),
				plan.tables().stream().map(RestoreTable::plan).toList());
		for (RestoreTable table : plan.tables()) {
			Identifier owner = table.plan().owner();
			for (Reference reference : table.plan().references()) {
				if (owner != null && reference.columns().equals(List.of(owner))
						&& !isRestoredOwner(plan, reference.target())
						&& !this.statements
							.exists("SELECT FROM %s AS t WHERE t.%s = pg_catalog.current_setting('%s')::%s".formatted(
									reference.target().from(), reference.targetColumns().get(0).quoted(),
									BackupQueries.OWNER, table.type(owner)))) {
					throw new InvalidInputException("Could not restore: there is no '%s' in %s, which %s.%s refers to"
						.formatted(this.request.userId(), reference.target().key(), table.plan().key(), owner));
				}
			}
		}
	}

	private static boolean isRestoredOwner(RestorePlan plan, CatalogTable table) {
		RestoreTable restored = plan.find(table);
		return restored != null && restored.plan().isOwnerTable() && restored.file().rows() == 1;
	}

}
