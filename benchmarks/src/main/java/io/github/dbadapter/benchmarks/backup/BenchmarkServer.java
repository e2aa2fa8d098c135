package io.github.dbadapter.benchmarks.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;

/**
 * A PostgreSQL server of the same version as the client tools that are measured, started
 * from their folder and removed afterwards.
 */
public final class BenchmarkServer implements AutoCloseable {

	private static final String SETTINGS = """
			fsync = on
			shared_buffers = 512MB
			max_wal_size = 8GB
			checkpoint_timeout = 30min
			listen_addresses = 'localhost'
			""";

	private final Path binaries;

	private final Path folder;

	private final int port;

	private final boolean root = "root".equals(System.getProperty("user.name"));

	public BenchmarkServer(Path binaries) throws IOException {
		this.binaries = binaries;
		this.folder = Files.createTempDirectory("db-adapter-benchmark");
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		if (this.root) {
			run(List.of("chown", "postgres", this.folder.toString()));
		}
		Path data = this.folder.resolve("data");
		asServer("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
		Files.writeString(data.resolve("postgresql.auto.conf"), SETTINGS);
		asServer("pg_ctl", "-D", data.toString(), "-w", "-l", this.folder.resolve("log").toString(), "-o",
				"-p %d -k %s".formatted(this.port, this.folder), "start");
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
	}

	Path folder() {
		return this.folder;
	}

	public ConnectionParameters parameters(String database) {
		return new ConnectionParameters(List.of(new Host("localhost", this.port)), database, "postgres", null,
				Map.of());
	}

	public void execute(String database, String sql) throws SQLException {
		try (Connection connection = new AdministrativeDatabase(parameters(database)).open();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** Runs a client tool against a database and returns the seconds that it took. */
	public double time(String tool, String database, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(this.binaries.resolve(tool).toString(), "-h", "localhost", "-p",
				Integer.toString(this.port), "-U", "postgres", "-d", database));
		command.addAll(Arrays.asList(arguments));
		long start = System.nanoTime();
		run(command);
		return (System.nanoTime() - start) / 1e9;
	}

	/**
	 * Runs two client tools, one writing to the other, and returns the seconds that it
	 * took.
	 */
	public double pipe(String from, List<String> writer, String to, List<String> reader) throws IOException {
		String command = "set -o pipefail; %s | %s".formatted(client(from, writer), client(to, reader));
		long start = System.nanoTime();
		run(List.of("bash", "-c", command));
		return (System.nanoTime() - start) / 1e9;
	}

	/**
	 * Copies one database into an empty one with {@code pgcopydb} and returns the seconds
	 * that it took.
	 */
	public double pgcopydb(Path program, String from, String to) throws IOException {
		Path work = Files.createTempDirectory(this.folder, "pgcopydb");
		long start = System.nanoTime();
		run(List.of(program.toString(), "clone", "--source", url(from), "--target", url(to), "--dir",
				work.resolve("work").toString()));
		return (System.nanoTime() - start) / 1e9;
	}

	private String client(String database, List<String> words) {
		List<String> command = new ArrayList<>(List.of(this.binaries.resolve(words.get(0)).toString(), "-h",
				"localhost", "-p", Integer.toString(this.port), "-U", "postgres", "-d", database));
		words.subList(1, words.size()).forEach((word) -> command.add("'" + word + "'"));
		return String.join(" ", command);
	}

	/** Address of a database for a profile. */
	public String url(String database) {
		return "postgresql://postgres@localhost:%d/%s".formatted(this.port, database);
	}

	private void asServer(String tool, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		if (this.root) {
			command.addAll(List.of("runuser", "-u", "postgres", "--"));
		}
		command.add(this.binaries.resolve(tool).toString());
		command.addAll(Arrays.asList(arguments));
		run(command);
	}

	private static void run(List<String> command) throws IOException {
		try {
			Path output = Files.createTempFile("db-adapter-benchmark", ".log");
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
				process.destroyForcibly();
				throw new IOException(command + " failed: " + Files.readString(output));
			}
			Files.delete(output);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	/** Also called when the run is interrupted; does nothing the second time. */
	@Override
	public synchronized void close() {
		if (!Files.exists(this.folder)) {
			return;
		}
		try {
			asServer("pg_ctl", "-D", this.folder.resolve("data").toString(), "-m", "immediate", "stop");
			run(List.of("rm", "-r", this.folder.toString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
