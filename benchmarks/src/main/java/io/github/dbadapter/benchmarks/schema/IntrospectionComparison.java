package io.github.dbadapter.benchmarks.schema;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.dbadapter.benchmarks.backup.BenchmarkServer;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.sql.AdministrativeDatabase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.snapshot.SnapshotControl;
import liquibase.snapshot.SnapshotGeneratorFactory;

/**
 * Runs introspection, {@code pg_dump -s} and a Liquibase snapshot of one schema in turn
 * and prints seconds and ratios. Arguments: number of tables, number of rounds. The tools
 * are those on the path or in {@code -Dpg.bin}; the server is of their version.
 */
public final class IntrospectionComparison {

	private static final String DATABASE = "postgres";

	private static final int WARM_UP = 8;

	private final BenchmarkServer server;

	private IntrospectionComparison(BenchmarkServer server) {
		this.server = server;
	}

	public static void main(String[] arguments) throws IOException, SQLException, LiquibaseException {
		int tables = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 1000;
		int rounds = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 9;
		try (BenchmarkServer server = new BenchmarkServer(binaries())) {
			new IntrospectionComparison(server).run(tables, rounds);
		}
	}

	private static Path binaries() {
		String given = System.getProperty("pg.bin", "");
		return Stream.concat(Stream.of(given), Stream.of(System.getenv("PATH").split(File.pathSeparator)))
			.filter((folder) -> !folder.isEmpty())
			.map(Path::of)
			.filter((folder) -> Files.isExecutable(folder.resolve("initdb"))
					&& Files.isExecutable(folder.resolve("pg_dump")))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No PostgreSQL tools on the path; give -Dpg.bin"));
	}

	private void run(int tables, int rounds) throws IOException, SQLException, LiquibaseException {
		this.server.execute(DATABASE, WideSchema.sql(tables));
		this.server.execute(DATABASE, "VACUUM ANALYZE");
		for (int i = 0; i < WARM_UP; i++) {
			introspect();
		}
		dump();
		List<Double> ours = new ArrayList<>();
		List<Double> dumps = new ArrayList<>();
		for (int round = 0; round < rounds; round++) {
			ours.add(seconds(this::introspect));
			dumps.add(dump());
		}
		double introspection = median(ours);
		report("introspection", introspection, introspection);
		report("pg_dump -s", median(dumps), introspection);
		System.out.printf("ratio to pg_dump -s: %.2f (target 0.70)%n", introspection / median(dumps));
		System.out.printf("model of %d tables: %.1f MB (target 50)%n", tables, megabytes());
		double liquibase = liquibase();
		report("Liquibase snapshot", liquibase, introspection);
		System.out.printf("times faster than Liquibase: %.0f (target 20)%n", liquibase / introspection);
	}

	private IntrospectedSchema introspect() throws SQLException {
		try (Connection connection = database().open()) {
			return new SchemaIntrospector().introspect(connection, IntrospectionOptions.all());
		}
	}

	private AdministrativeDatabase database() {
		return new AdministrativeDatabase(this.server.parameters(DATABASE));
	}

	private double dump() throws IOException {
		return this.server.time("pg_dump", DATABASE, "-s", "-O", "-x", "-f", "/dev/null");
	}

	private double liquibase() throws SQLException, LiquibaseException {
		try (Connection connection = database().open()) {
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			long start = System.nanoTime();
			SnapshotGeneratorFactory.getInstance()
				.createSnapshot(database.getDefaultSchema(), database, new SnapshotControl(database));
			return (System.nanoTime() - start) / 1e9;
		}
	}

	private double megabytes() throws SQLException {
		int models = 5;
		List<IntrospectedSchema> kept = new ArrayList<>();
		kept.add(introspect());
		long before = usedMemory();
		for (int i = 0; i < models; i++) {
			kept.add(introspect());
		}
		double megabytes = (usedMemory() - before) / 1e6 / models;
		return kept.isEmpty() ? 0 : megabytes;
	}

	private static long usedMemory() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static double seconds(SqlWork work) throws SQLException {
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1e9;
	}

	private static double median(List<Double> seconds) {
		return seconds.stream().sorted().toList().get(seconds.size() / 2);
	}

	private static void report(String what, double seconds, double ours) {
		System.out.printf("%-20s %7.3f s  %6.2f%n", what, seconds, seconds / ours);
	}

	@FunctionalInterface
	private interface SqlWork {

		Object run() throws SQLException;

	}

}
