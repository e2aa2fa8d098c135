package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.github.dbadapter.InvalidInputException;
import liquibase.ChecksumVersion;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Runs a change log of Liquibase. Needs {@code liquibase-core} on the class path.
 *
 * @since 0.1.0
 */
public final class LiquibaseMigration implements MigrationSource.Migration {

	private final String changeLog;

	private final ResourceAccessor resources;

	private final String contexts;

	private final String labels;

	/**
	 * Creates a migration.
	 * @param changeLog path of the change log
	 * @param resources finds it
	 * @param contexts contexts to run with, comma-separated, empty for all
	 * @param labels label expression, empty for all
	 */
	public LiquibaseMigration(String changeLog, ResourceAccessor resources, String contexts, String labels) {
		this.changeLog = changeLog;
		this.resources = resources;
		this.contexts = contexts;
		this.labels = labels;
	}

	@Override
	public String run(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			Liquibase liquibase = new Liquibase(this.changeLog, this.resources, database);
			liquibase.setShowSummary(UpdateSummaryEnum.OFF);
			update(liquibase);
			return liquibase.getDatabaseChangeLog()
				.getChangeSets()
				.stream()
				.map(LiquibaseMigration::identity)
				.collect(Collectors.joining("\n"));
		}
		catch (LiquibaseException ex) {
			throw new InvalidInputException("Liquibase's change log '%s' fails in an empty scratch database: %s"
				.formatted(this.changeLog, ex.getMessage()), ex);
		}
	}

	/** Liquibase writes to standard output, which may be a document of ours. */
	private void update(Liquibase liquibase) throws LiquibaseException {
		try {
			Scope.child(Scope.Attr.ui, new LoggerUIService(),
					() -> liquibase.update(new Contexts(this.contexts), new LabelExpression(this.labels)));
		}
		catch (LiquibaseException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new LiquibaseException(ex);
		}
	}

	private static String identity(ChangeSet change) {
		return "%s %s".formatted(change, change.generateCheckSum(ChecksumVersion.latest()));
	}

}
