package io.github.dbadapter.benchmarks.schema;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.dbadapter.schema.SchemaSnapshot;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a connection of its own to the finished model.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class IntrospectionBenchmark {

	/**
	 * Number of tables.
	 */
	@Param({ "10", "1000" })
	public int tables;

	private EmbeddedPostgres server;

	private AdministrativeDatabase database;

	private IntrospectedSchema schema;

	@Setup
	public void start() throws IOException, SQLException {
		this.server = EmbeddedPostgres.builder().setServerConfig("max_locks_per_transaction", "4096").start();
		this.database = new AdministrativeDatabase(new ConnectionParameters(
				List.of(new Host("localhost", this.server.getPort())), "postgres", "postgres", "postgres", Map.of()));
		try (Connection connection = this.database.open(); Statement statement = connection.createStatement()) {
			statement.execute(WideSchema.sql(this.tables));
			statement.execute("ANALYZE");
		}
		this.schema = introspect();
	}

	@TearDown
	public void stop() throws IOException {
		this.server.close();
	}

	@Benchmark
	public IntrospectedSchema introspect() throws SQLException {
		try (Connection connection = this.database.open()) {
			return new SchemaIntrospector().introspect(connection, IntrospectionOptions.all());
		}
	}

	@Benchmark
	public String snapshot() {
		return SchemaSnapshot.write(this.schema.schema());
	}

}
