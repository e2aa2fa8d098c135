package io.github.dbadapter.schema.source;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.sql.AdministrativeDatabase;
import reactor.core.publisher.Mono;

/**
 * The application's own migrations as the expected schema: run once into a scratch
 * database, never into the live one. They are the application's code and are run as they
 * are; a scratch database is needed, so the role must be allowed to create one. Kept for
 * the life of the instance by server version and set of extensions, as the migrations of
 * a running application do not change.
 *
 * @since 0.1.0
 */
public final class MigrationSource implements ExpectedSchemaSource {

	private final String description;

	private final Migration migration;

	private final SharedLoads<ScratchPlace, ExpectedSchema> loads = new SharedLoads<>();

	/**
	 * Creates a source.
	 * @param description where the migrations come from, for people
	 * @param migration runs them
	 */
	public MigrationSource(String description, Migration migration) {
		this.description = description;
		this.migration = migration;
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public Mono<ExpectedSchema> load(SchemaScratch scratch) {
		return scratch.probe()
			.flatMap((server) -> this.loads.get(scratch.place(server), scratch.access(), migrate(scratch, server)));
	}

	private Mono<ExpectedSchema> migrate(SchemaScratch scratch, ScratchServer server) {
		return scratch.inDatabase(server, (connection, parameters) -> {
			String applied = this.migration.run(new ScratchDataSource(new AdministrativeDatabase(parameters)));
			return ExpectedSchema.of(this.description, ContentHash.of(applied),
					new SchemaIntrospector().introspect(connection, IntrospectionOptions.all()).schema(), List.of());
		});
	}

	/**
	 * Runs migrations.
	 */
	@FunctionalInterface
	public interface Migration {

		/**
		 * Migrates an empty database. Blocks.
		 * @param dataSource the database, whose connections end with it
		 * @return what identifies the migrations: their names and checksums
		 * @throws SQLException if the database cannot be reached
		 */
		String run(DataSource dataSource) throws SQLException;

	}

}
