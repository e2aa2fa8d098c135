package io.github.dbadapter.benchmarks.fix;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.benchmarks.backup.BenchmarkServer;
import io.github.dbadapter.benchmarks.schema.WideSchema;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.fix.FixOptions;
import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.FixPlanner;
import io.github.dbadapter.schema.fix.FixService;
import io.github.dbadapter.schema.fix.FixTarget;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.ExpectedSchema;
import io.github.dbadapter.sql.AdministrativeDatabase;

/**
 * Plans the repair of 50 differences in a schema of many tables that hold rows, and
 * prints milliseconds: the planner alone, and all of planning with its introspection,
 * which is told as well. Arguments: number of tables, number of rounds. The tools are in
 * {@code -Dpg.bin}.
 */
public final class PlanningBenchmark {

	private static final String WANTED = "wanted";

	private static final String DRIFTED = "drifted";

	/** Fifty of them, of ten kinds. */
	private static final String DRIFT = """
			DO $$
			BEGIN
				FOR n IN 101 .. 105 LOOP
					EXECUTE format('ALTER TABLE table_%1$s DROP COLUMN note', n);
					EXECUTE format('ALTER TABLE table_%1$s ALTER price TYPE text', n + 10);
					EXECUTE format('DROP INDEX table_%1$s_parent', n + 20);
					EXECUTE format('ALTER TABLE table_%1$s ALTER quantity DROP DEFAULT', n + 30);
					EXECUTE format('ALTER TABLE table_%1$s ALTER name DROP NOT NULL', n + 40);
					EXECUTE format('ALTER TABLE table_%1$s ADD extra int', n + 50);
					EXECUTE format('CREATE INDEX table_%1$s_extra ON table_%1$s (name)', n + 60);
					EXECUTE format('ALTER TABLE table_%1$s DROP CONSTRAINT table_%1$s_parent_id_fkey', n + 70);
					EXECUTE format('ALTER TABLE table_%1$s ADD CHECK (quantity < 1000)', n + 80);
					EXECUTE format('ALTER TABLE table_%1$s ALTER tags TYPE varchar(10)[]', n + 90);
				END LOOP;
			END $$""";

	private static final String ROWS = """
			DO $$
			BEGIN
				FOR n IN 1 .. %d LOOP
					EXECUTE format('INSERT INTO table_%%1$s (code, price) SELECT g, g FROM generate_series(1, 100) g', n);
					IF n %% 100 = 0 THEN COMMIT; END IF;
				END LOOP;
			END $$""";

	private final BenchmarkServer server;

	private PlanningBenchmark(BenchmarkServer server) {
		this.server = server;
	}

	public static void main(String[] arguments) throws IOException, SQLException {
		int tables = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 1000;
		int rounds = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 15;
		try (BenchmarkServer server = new BenchmarkServer(Path.of(System.getProperty("pg.bin", "")))) {
			new PlanningBenchmark(server).run(tables, rounds);
		}
	}

	private void run(int tables, int rounds) throws SQLException {
		for (String database : List.of(WANTED, DRIFTED)) {
			this.server.execute("postgres", "CREATE DATABASE " + database);
			this.server.execute(database, WideSchema.sql(tables));
		}
		this.server.execute(DRIFTED, ROWS.formatted(tables));
		this.server.execute(DRIFTED, DRIFT);
		this.server.execute(DRIFTED, "VACUUM ANALYZE");
		DatabaseSchema expected = read(WANTED);
		DatabaseSchema actual = read(DRIFTED);
		FixOptions options = FixOptions.defaults().withDropExtra(true);
		SchemaDiff diff = SchemaComparator.compare(expected, actual, ComparisonOptions.defaults());
		FixService service = new FixService(FixTarget.of(null, database(DRIFTED),
				new ExpectedSchema(WANTED, null, expected, Map.of(), List.of()), IntrospectionOptions.all()));
		FixPlan plan = FixPlanner.plan(diff, expected, actual, options);
		System.out.printf("%d tables, %d differences, %d statements%n", tables, diff.differences().size(),
				plan.statements().size());
		double introspection = milliseconds(rounds, () -> read(DRIFTED));
		double planner = milliseconds(rounds, () -> FixPlanner.plan(diff, expected, actual, options));
		double whole = milliseconds(rounds,
				() -> Objects.requireNonNull(service.plan(options, 0).block(Duration.ofMinutes(5))));
		System.out.printf("planner alone           %7.0f ms%n", planner);
		System.out.printf("planning, rows looked at%7.0f ms, of which introspection %.0f ms%n", whole, introspection);
		System.out.printf("apart from introspection%7.0f ms (target 1000)%n", whole - introspection);
	}

	private AdministrativeDatabase database(String name) {
		return new AdministrativeDatabase(this.server.parameters(name));
	}

	private DatabaseSchema read(String database) throws SQLException {
		try (Connection connection = database(database).open()) {
			return new SchemaIntrospector().introspect(connection, IntrospectionOptions.all()).schema();
		}
	}

	/** Median after as many rounds of warming up. */
	private static double milliseconds(int rounds, Work work) throws SQLException {
		List<Double> measured = new ArrayList<>();
		for (int round = 0; round < 2 * rounds; round++) {
			long start = System.nanoTime();
			work.run();
			if (round >= rounds) {
				measured.add((System.nanoTime() - start) / 1e6);
			}
		}
		return measured.stream().sorted().toList().get(measured.size() / 2);
	}

	@FunctionalInterface
	private interface Work {

		Object run() throws SQLException;

	}

}
