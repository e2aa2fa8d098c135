package io.github.dbadapter.schema.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.sql.SqlScript;

/**
 * A process that reads a script in a scratch database until it is killed.
 */
final class KilledLoader {

	private KilledLoader() {
	}

	public static void main(String[] args) {
		ConnectionParameters parameters = new ConnectionParameters(
				List.of(new Host(args[0], Integer.parseInt(args[1]))), args[2], args[3], "secret", Map.of());
		new SchemaScratch(new AdministrativeDatabase(parameters), ScratchOptions.of(ScratchMode.DATABASE))
			.load(List.of(SqlScript.parse("schema.sql", args[4])))
			.block(Duration.ofMinutes(5));
	}

}
