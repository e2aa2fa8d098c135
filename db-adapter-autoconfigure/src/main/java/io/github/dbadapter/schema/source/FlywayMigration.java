package io.github.dbadapter.schema.source;

import java.util.Arrays;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.github.dbadapter.InvalidInputException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * Runs Flyway's migrations with the application's own configuration, whose data source is
 * left alone. Needs {@code flyway-core} on the class path.
 *
 * @since 0.1.0
 */
public final class FlywayMigration implements MigrationSource.Migration {

	private final Configuration configuration;

	public FlywayMigration(Configuration configuration) {
		this.configuration = configuration;
	}

	@Override
	public String run(DataSource dataSource) {
		try {
			Flyway flyway = Flyway.configure(this.configuration.getClassLoader())
				.configuration(this.configuration)
				.dataSource(dataSource)
				.load();
			flyway.migrate();
			return Arrays.stream(flyway.info().applied())
				.map(FlywayMigration::identity)
				.collect(Collectors.joining("\n"));
		}
		catch (FlywayException ex) {
			throw new InvalidInputException(
					"Flyway's migrations fail in an empty scratch database: %s".formatted(ex.getMessage()), ex);
		}
	}

	private static String identity(MigrationInfo migration) {
		return "%s %s %s".formatted(migration.getVersion(), migration.getDescription(), migration.getChecksum());
	}

}
