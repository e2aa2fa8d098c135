package io.github.dbadapter.sync;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.backup.ProgressListener;
import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.ProfileDefinition;
import io.github.dbadapter.profile.ProfileSelection;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.sync.SyncResult.TableSync;
import io.github.dbadapter.test.TestDatabase;
import org.postgresql.PGConnection;

/**
 * Two databases, profiles {@code source} and {@code target} for them, and the service.
 */
final class SyncPair implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofMinutes(2);

	final TestDatabase source;

	final TestDatabase target;

	private final Map<String, ProfileDefinition> definitions = new LinkedHashMap<>();

	SyncPair() {
		this(TestDatabase.create(), TestDatabase.create());
	}

	SyncPair(TestDatabase source, TestDatabase target) {
		this.source = source;
		this.target = target;
		profile("source", this.source.url(), false);
		profile("target", this.target.url(), false);
	}

	void profile(String name, String url, boolean isProtected) {
		this.definitions.put(name, new ProfileDefinition(null, url, null, null, null, null, isProtected));
	}

	void both(String sql) {
		this.source.execute(sql);
		this.target.execute(sql);
	}

	SyncService service() {
		return new SyncService(new Profiles(this.definitions, ProfileSelection.NONE, LockFile.none()));
	}

	static SyncRequest apply(SyncMode mode) {
		return SyncRequest.defaults().withMode(mode).withPreview(false).withAllowDataLoss(true);
	}

	SyncResult sync(SyncMode mode) {
		return sync(apply(mode));
	}

	SyncResult sync(SyncRequest request) {
		return Objects.requireNonNull(service().sync("source", "target", request).block(TIMEOUT));
	}

	SyncResult compare(SyncRequest request) {
		return Objects
			.requireNonNull(service().compare("source", "target", request, ProgressListener.NONE).block(TIMEOUT));
	}

	static TableSync table(SyncResult result, String name) {
		return result.tables().stream().filter((table) -> table.table().equals(name)).findFirst().orElseThrow();
	}

	/** Inserted, updated, unchanged, deleted, skipped, failed. */
	static String numbers(SyncResult result, String name) {
		TableSync table = table(result, name);
		return "%d+ %d~ %d= %d- %ds %df".formatted(table.inserted(), table.updated(), table.unchanged(),
				table.deleted(), table.skipped(), table.failed());
	}

	/** The rows of a query as COPY writes them. */
	static String rows(TestDatabase database, String query) {
		StringWriter text = new StringWriter();
		try (Connection connection = database.connect()) {
			connection.createStatement()
				.execute("SET TimeZone = 'UTC'; SET extra_float_digits = 1; SET IntervalStyle = 'postgres'");
			connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (%s) TO STDOUT".formatted(query), text);
			return text.toString();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String sourceRows(String query) {
		return rows(this.source, query);
	}

	String targetRows(String query) {
		return rows(this.target, query);
	}

	@Override
	public void close() {
		this.source.close();
		this.target.close();
	}

}
