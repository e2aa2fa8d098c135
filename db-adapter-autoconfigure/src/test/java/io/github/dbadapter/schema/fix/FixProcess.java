package io.github.dbadapter.schema.fix;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.ScratchMode;
import io.github.dbadapter.schema.source.ScratchOptions;
import io.github.dbadapter.schema.validate.SchemaValidator;
import io.github.dbadapter.schema.validate.ValidationOptions;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;

/**
 * Fixes a database in a process of its own, so that a test can kill it.
 */
final class FixProcess {

	private FixProcess() {
	}

	/**
	 * Adds a column that takes long.
	 * @param arguments host, port, database, user and password
	 */
	public static void main(String[] arguments) {
		ConnectionParameters parameters = new ConnectionParameters(
				List.of(new Host(arguments[0], Integer.parseInt(arguments[1]))), arguments[2], arguments[3],
				arguments[4], Map.of());
		AdministrativeDatabase database = new AdministrativeDatabase(parameters);
		FixService service = new FixService(FixTarget.of(null, database, new SchemaValidator(new SchemaIntrospector()),
				ExpectedSchemaSource.ofColumns("names", Map.of("t", Set.of("id", "first", "slow"))),
				new SchemaScratch(database, ScratchOptions.of(ScratchMode.DATABASE)), ValidationOptions.defaults()));
		FixOptions options = FixOptions.defaults()
			.withColumnDefs(
					Map.of(FixFaultTests.SLOW.fill().keySet().iterator().next(), "text DEFAULT pg_sleep(2)::text"));
		service.plan(options, 0).flatMap((plan) -> service.apply(plan, Fixes.EVERYTHING)).block(Duration.ofMinutes(5));
	}

}
