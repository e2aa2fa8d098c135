package io.github.dbadapter.benchmarks.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.dbadapter.backup.ProgressListener;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.benchmarks.backup.BackupBenchmark;
import io.github.dbadapter.benchmarks.backup.BenchmarkServer;
import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.ProfileDefinition;
import io.github.dbadapter.profile.ProfileSelection;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.sync.SyncMode;
import io.github.dbadapter.sync.SyncRequest;
import io.github.dbadapter.sync.SyncResult;
import io.github.dbadapter.sync.SyncService;
import org.jspecify.annotations.Nullable;

/**
 * Runs sync beside {@code pg_dump | psql}, {@code pgcopydb} where it is installed, and
 * beside COPY from table to table, and prints seconds and ratios. The first argument is
 * the number of thousands of orders (400 give 1.7 million rows), the second the number of
 * rounds after one that warms up.
 */
public final class SyncBenchmark {

	private static final Duration TIMEOUT = Duration.ofMinutes(10);

	private static final List<String> ORDERS = List.of("orders");

	private final BenchmarkServer server;

	private final SyncService service;

	private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

	private SyncBenchmark(BenchmarkServer server) {
		this.server = server;
		Map<String, ProfileDefinition> profiles = new LinkedHashMap<>();
		for (String name : List.of("source", "target")) {
			profiles.put(name, new ProfileDefinition(null, server.url(name), null, null, null, null, false));
		}
		this.service = new SyncService(new Profiles(profiles, ProfileSelection.NONE, LockFile.none()));
	}

	public static void main(String[] arguments) throws IOException, SQLException {
		int thousands = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 500;
		int rounds = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 3;
		try (BenchmarkServer server = new BenchmarkServer(Path.of(System.getProperty("pg.bin", "")))) {
			new SyncBenchmark(server).run(thousands, rounds);
		}
	}

	private void run(int thousands, int rounds) throws IOException, SQLException {
		this.server.execute("postgres", "CREATE DATABASE source");
		this.server.execute("source", BackupBenchmark.SCHEMA);
		this.server.execute("source", BackupBenchmark.ROWS.formatted(thousands));
		this.server.execute("source", "VACUUM ANALYZE");
		for (int round = 0; round <= rounds; round++) {
			System.out.println((round == 0) ? "warming up, not counted" : "round " + round);
			firstCopy();
			find(round);
			if (round == 0) {
				this.ratios.clear();
			}
		}
		this.ratios.forEach((name, all) -> System.out.printf("median   %-44s %.2f%n", name,
				all.stream().sorted().toList().get(all.size() / 2)));
	}

	private void fresh(String database) throws SQLException {
		this.server.execute("postgres", "DROP DATABASE IF EXISTS " + database);
		this.server.execute("postgres", "CREATE DATABASE " + database);
		this.server.execute(database, BackupBenchmark.SCHEMA);
		this.server.execute("postgres", "CHECKPOINT");
	}

	private void firstCopy() throws IOException, SQLException {
		this.server.execute("postgres", "DROP DATABASE IF EXISTS dumped");
		this.server.execute("postgres", "CREATE DATABASE dumped");
		this.server.execute("postgres", "CHECKPOINT");
		double peer = this.server.pipe("source", List.of("pg_dump"), "dumped", List.of("psql", "-q", "-1"));
		this.server.execute("postgres", "DROP DATABASE dumped");
		Double cloned = pgcopydb();
		fresh("target");
		double seconds = sync("source", "target", SyncMode.SKIP);
		report("first copy", seconds, "pg_dump | psql", peer, 0.9);
		if (cloned != null) {
			report("first copy", seconds, "pgcopydb clone", cloned, 0.9);
		}
		this.server.execute("target", "VACUUM ANALYZE");
	}

	/** Where Debian's package is installed. */
	private @Nullable Double pgcopydb() throws IOException, SQLException {
		Path program = Path.of("/usr/bin/pgcopydb");
		if (!Files.isExecutable(program)) {
			return null;
		}
		this.server.execute("postgres", "CREATE DATABASE dumped");
		this.server.execute("postgres", "CHECKPOINT");
		double seconds = this.server.pgcopydb(program, "source", "dumped");
		this.server.execute("postgres", "DROP DATABASE dumped");
		return seconds;
	}

	private void find(int round) throws IOException, SQLException {
		double heap = median(copyOrders("(LIKE orders)"), copyOrders("(LIKE orders)"), copyOrders("(LIKE orders)"));
		double indexed = copyOrders("(LIKE orders INCLUDING ALL)");
		SyncResult same = compareThrice();
		report("orders: nothing changed", seconds(same), "COPY into a bare table", heap, 0.8);
		this.server.execute("source", "UPDATE orders SET total = total + %d, note = 'changed' WHERE id %% 1000 = %d"
			.formatted(round + 1, round));
		this.server.execute("source", "VACUUM ANALYZE orders");
		SyncResult found = compareThrice();
		System.out.printf("keys and digests that came over: %,d bytes, and %,d when nothing had changed%n",
				found.bytes(), same.bytes());
		report("orders: 0.1 % changed", seconds(found), "COPY into a bare table", heap, 0.8);
		report("orders: 0.1 % changed", seconds(found), "COPY into an indexed table", indexed, 0.8);
		double synced = sync("source", "target", SyncMode.OVERWRITE);
		System.out.printf("overwriting them in all tables, verified %.2f s%n", synced);
	}

	/** Copies the table from one database to the other, as fast as psql can. */
	private double copyOrders(String like) throws IOException, SQLException {
		this.server.execute("target", "DROP TABLE IF EXISTS copied; CREATE TABLE copied " + like);
		this.server.execute("postgres", "CHECKPOINT");
		double seconds = this.server.pipe("source", List.of("psql", "-c", "COPY orders TO STDOUT"), "target",
				List.of("psql", "-q", "-c", "COPY copied FROM STDIN"));
		this.server.execute("target", "DROP TABLE copied");
		return seconds;
	}

	private double sync(String from, String to, SyncMode mode) {
		SyncRequest request = SyncRequest.defaults().withMode(mode).withPreview(false).withAllowDataLoss(true);
		long start = System.nanoTime();
		SyncResult result = Objects.requireNonNull(this.service.sync(from, to, request).block(TIMEOUT));
		double seconds = (System.nanoTime() - start) / 1e9;
		if (result.outcome() != Outcome.COMMITTED) {
			throw new IllegalStateException("The sync failed: " + result);
		}
		return seconds;
	}

	/** The median, as of the peer, because each is shorter than what disturbs it. */
	private SyncResult compareThrice() {
		return Stream.of(compare(), compare(), compare())
			.sorted(Comparator.comparing(SyncResult::duration))
			.toList()
			.get(1);
	}

	private static double median(double... seconds) {
		return Arrays.stream(seconds).sorted().toArray()[seconds.length / 2];
	}

	/** Of the table and of what it refers to. */
	private SyncResult compare() {
		SyncRequest request = SyncRequest.defaults().withTables(ORDERS);
		return Objects
			.requireNonNull(this.service.compare("source", "target", request, ProgressListener.NONE).block(TIMEOUT));
	}

	private static double seconds(SyncResult result) {
		return result.duration().toNanos() / 1e9;
	}

	private void report(String ours, double seconds, String peer, double peerSeconds, double goal) {
		System.out.printf("%-44s %7.2f s   %-28s %7.2f s   ratio %.2f (at most %.2f)%n", ours, seconds, peer,
				peerSeconds, seconds / peerSeconds, goal);
		this.ratios.computeIfAbsent(ours + " / " + peer, (name) -> new ArrayList<>()).add(seconds / peerSeconds);
	}

}
