package io.github.dbadapter.backup;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.test.TestDatabase;
import org.postgresql.PGConnection;

/**
 * Backup and restore for tests, waiting for the result.
 */
final class Backups {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private Backups() {
	}

	static BackupResult backup(TestDatabase database, BackupRequest request) {
		BackupService service = new BackupService(database.administrative(), "test");
		return Objects.requireNonNull(service.backup(request).block(TIMEOUT));
	}

	static BackupResult backup(TestDatabase database, Path file) {
		return backup(database, BackupRequest.to(file));
	}

	static RestoreResult restore(TestDatabase database, RestoreRequest request) {
		return restore(database.parameters(), request);
	}

	static RestoreResult restore(ConnectionParameters parameters, RestoreRequest request) {
		RestoreService service = new RestoreService(new AdministrativeDatabase(parameters));
		return Objects.requireNonNull(service.restore(request).block(TIMEOUT));
	}

	static RestoreResult restore(TestDatabase database, Path file) {
		return restore(database, RestoreRequest.from(file));
	}

	static TableResult table(RestoreResult result, String name) {
		return result.tables().stream().filter((table) -> table.table().equals(name)).findFirst().orElseThrow();
	}

	/** The rows of a query as COPY writes them. */
	static String copy(TestDatabase database, String query) {
		StringWriter text = new StringWriter();
		try (Connection connection = database.connect()) {
			connection.createStatement()
				.execute(
						"SET TimeZone = 'UTC'; SET extra_float_digits = 1; SET IntervalStyle = 'postgres'; SET lc_monetary = 'C'");
			connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY %s TO STDOUT".formatted(query), text);
			return text.toString();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
