package io.github.dbadapter.shell.command;

import java.sql.ResultSet;
import java.sql.Statement;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ServerVersions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a server says of itself.
 *
 * @param version its version, for example {@code 17.11}
 * @param warning what is to be said of the version, {@code null} for nothing
 * @param user the role that is logged in
 * @param database name of the database
 * @param standby whether it replays another server and can only be read
 * @param readOnly whether transactions of this role are read-only
 * @param millis how long connecting and asking took, in milliseconds
 */
record ServerFacts(String version, @Nullable String warning, String user, String database, boolean standby,
		boolean readOnly, long millis) {

	private static final String FACTS = """
			SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
			       current_setting('server_version_num')::int AS version_number, current_user AS "user",
			       current_database() AS "database", pg_is_in_recovery() AS standby,
			       current_setting('transaction_read_only')::boolean AS read_only
			""";

	/**
	 * Asks a server. Cold: each subscription connects anew.
	 * @param database the database
	 * @return the facts
	 */
	static Mono<ServerFacts> ask(AdministrativeDatabase database) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return database.execute("ask the server for its version", (connection) -> {
				try (Statement statement = connection.createStatement();
						ResultSet row = statement.executeQuery(FACTS)) {
					row.next();
					return new ServerFacts(row.getString("version"),
							ServerVersions.warning(row.getInt("version_number")), row.getString("user"),
							row.getString("database"), row.getBoolean("standby"), row.getBoolean("read_only"),
							(System.nanoTime() - start) / 1_000_000);
				}
			});
		});
	}

	/**
	 * Returns whether one can write, in words.
	 * @return the words
	 */
	String mode() {
		if (this.standby) {
			return "standby, read-only";
		}
		return this.readOnly ? "read-only" : "read-write";
	}

}
