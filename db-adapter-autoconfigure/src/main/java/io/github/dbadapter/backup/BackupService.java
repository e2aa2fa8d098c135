package io.github.dbadapter.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.FileProblem;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.BackupMetadata.BackupHeader;
import io.github.dbadapter.backup.BackupResult.TableContent;
import io.github.dbadapter.backup.LockedCatalog.Step;
import io.github.dbadapter.copy.SessionSettings;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionCallback;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Backs one database up. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class BackupService {

	private static final Log logger = LogFactory.getLog(BackupService.class);

	private final Supplier<NamedDatabase> target;

	private final BackupDefaults defaults;

	private final ConnectionCallback<String> fingerprint;

	private final ApplicationEventPublisher publisher;

	public BackupService(AdministrativeDatabase database, @Nullable String profile) {
		this(database, profile, (connection) -> null);
	}

	/**
	 * Creates a service.
	 * @param database the database
	 * @param profile name of its profile for the file's metadata, {@code null} for none
	 * @param fingerprint computes the schema's fingerprint for the file's metadata,
	 * inside the backup's transaction
	 */
	public BackupService(AdministrativeDatabase database, @Nullable String profile,
			ConnectionCallback<String> fingerprint) {
		this(() -> new NamedDatabase(database, profile), BackupDefaults.NONE, fingerprint, Announced.NOBODY);
	}

	BackupService(Supplier<NamedDatabase> target, BackupDefaults defaults, ConnectionCallback<String> fingerprint,
			ApplicationEventPublisher publisher) {
		this.target = target;
		this.defaults = defaults;
		this.fingerprint = fingerprint;
		this.publisher = publisher;
	}

	public Mono<BackupResult> backup(BackupRequest request) {
		return backup(request, ProgressListener.NONE);
	}

	/**
	 * Backs up. Cold: each subscription makes one backup in one read-only transaction
	 * with one snapshot, on a connection of its own that is held until the end. Nothing
	 * is left behind on error or cancellation.
	 * @param request what and where to
	 * @param listener hears of the progress
	 * @return the result once the file is complete, on disk and under its name; fails
	 * with {@link io.github.dbadapter.InvalidInputException} if the request names what is
	 * not there, and with {@link OperationRefusedException} if the role may not see every
	 * row
	 */
	public Mono<BackupResult> backup(BackupRequest request, ProgressListener listener) {
		return Mono.defer(() -> {
			NamedDatabase source = this.target.get();
			BackupRequest complete = this.defaults.applyTo(request);
			Mono<BackupResult> work = source.database()
				.execute("back up", (connection) -> backup(connection, source, complete, listener));
			return new Announced<>(work, (result) -> TransferOutcome.COMPLETED, this.publisher)
				.by((outcome, duration, result, failure) -> new BackupFinishedEvent(source.profile(), request.file(),
						outcome, duration, result, failure));
		}).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Tells what {@link #backup(BackupRequest)} would take, without reading a row. Cold.
	 * @param request what would be backed up
	 * @return the decisions
	 */
	public Mono<BackupExplanation> explain(BackupRequest request) {
		BackupRequest complete = this.defaults.applyTo(request);
		return Mono.defer(() -> this.target.get().database().execute("read the tables", (connection) -> {
			begin(connection);
			Catalog catalog = CatalogReader.read(connection);
			DataPlan plan = plan(complete, catalog);
			Masking.resolve(complete.masks(), new TableResolver(catalog), complete.maskSalt());
			return BackupExplanation.of(plan);
		})).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Backs up inside the caller's transaction, which has locked the tables: nobody may
	 * write to them, because at an isolation below repeatable read each table has a
	 * snapshot of its own. Blocks. Leaves settings of the session pinned until the
	 * transaction ends, and neither commits nor rolls back.
	 * @param connection connection in a transaction
	 * @param request what and where to
	 * @return the result once the file is complete, on disk and under its name
	 * @throws SQLException if PostgreSQL refuses a statement or goes away
	 * @throws OperationRefusedException if the role may not see every row
	 */
	public BackupResult backupWithin(Connection connection, BackupRequest request) throws SQLException {
		Instant start = Instant.now();
		SessionSettings.pin(connection);
		return write(connection, this.target.get(), CatalogReader.read(connection), this.defaults.applyTo(request),
				ProgressListener.NONE, start);
	}

	private BackupResult backup(Connection connection, NamedDatabase source, BackupRequest request,
			ProgressListener listener) throws SQLException {
		Instant start = Instant.now();
		Catalog catalog = new LockedCatalog(connection, "back up", "", (found) -> tables(request, found))
			.read(() -> begin(connection), Step.NOTHING);
		BackupResult result = write(connection, source, catalog, request, listener, start);
		connection.commit();
		return result;
	}

	private BackupResult write(Connection connection, NamedDatabase source, Catalog catalog, BackupRequest request,
			ProgressListener listener, Instant start) throws SQLException {
		DataPlan plan = plan(request, catalog);
		refuseHiddenRows(plan);
		Masking masking = Masking.resolve(request.masks(), new TableResolver(catalog), request.maskSalt());
		set(connection, masking.settings());
		set(connection, BackupQueries.settings(request.userId()));
		Statements statements = new Statements(connection);
		masking.check(statements);
		if (request.userId() != null) {
			new OwnerCheck(statements, "back up").check(request.userId(), plan.context());
		}
		BackupHeader header = new BackupHeader(start, source.profile(), this.fingerprint.doInConnection(connection),
				connection.getMetaData().getDatabaseProductVersion());
		BackupQueries queries = new BackupQueries(plan, request.userId() != null, masking);
		try (BackupFile file = BackupFile.create(request.file());
				PipelinedOutput out = new PipelinedOutput(file.out())) {
			List<TableContent> contents = new BackupWriter(connection, plan, queries, out, listener).write(request,
					header);
			long bytes = file.publish();
			BackupResult result = new BackupResult(request.file(), start, contents, bytes,
					Duration.between(start, Instant.now()), plan.notices());
			logger.info("Backed up %d rows of %d tables of %s to %s".formatted(result.rows(), contents.size(),
					source.database().address(), request.file()));
			return result;
		}
		catch (IOException ex) {
			throw new DbAdapterException("Could not write the backup '%s': %s".formatted(request.file(),
					FileProblem.writing(ex, request.file())), ex);
		}
	}

	/** Without a query, which would take the snapshot. */
	static void begin(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		connection.setReadOnly(true);
		try (Statement statement = connection.createStatement()) {
			// the driver would set it for the session, which behind a pooler is another's
			// too
			statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
		}
		SessionSettings.pin(connection);
	}

	private DataPlan plan(BackupRequest request, Catalog catalog) {
		DataPlan plan = new DataPlanner(catalog, request.userId() != null).plan(request.schema(), request.tables());
		return (request.userId() != null) ? plan.sayingWhatIsWhole() : plan;
	}

	private List<CatalogTable> tables(BackupRequest request, Catalog catalog) {
		DataPlan plan = plan(request, catalog);
		List<CatalogTable> tables = plan.read(request.userId() != null);
		List<CatalogTable> unreadable = tables.stream().filter((table) -> !table.readable()).toList();
		if (!unreadable.isEmpty()) {
			throw new OperationRefusedException(
					"Could not back up: the role may not read %s. Grant SELECT, or name the tables wanted"
						.formatted(keys(unreadable)));
		}
		return tables;
	}

	private static void refuseHiddenRows(DataPlan plan) {
		List<CatalogTable> filtered = plan.tables()
			.stream()
			.map(PlannedTable::table)
			.filter(CatalogTable::filtered)
			.toList();
		if (!filtered.isEmpty()) {
			throw new OperationRefusedException(
					"Could not back up: row-level security hides rows of %s from the role. Use the tables' owner or a role with BYPASSRLS"
						.formatted(keys(filtered)));
		}
	}

	static String keys(List<CatalogTable> tables) {
		return tables.stream().map(CatalogTable::key).collect(Collectors.joining(", "));
	}

	static void set(Connection connection, Map<String, String> settings) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, true)")) {
			for (Map.Entry<String, String> setting : settings.entrySet()) {
				statement.setString(1, setting.getKey());
				statement.setString(2, setting.getValue());
				statement.executeQuery().close();
			}
		}
	}

}
