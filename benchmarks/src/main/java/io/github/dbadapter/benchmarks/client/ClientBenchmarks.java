package io.github.dbadapter.benchmarks.client;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of this package and prints the ratios that count. All peers are
 * measured in the same run, on the same server and with the same number of connections.
 */
public final class ClientBenchmarks {

	private ClientBenchmarks() {
	}

	/**
	 * Starts the run.
	 * @param arguments an optional pattern of the benchmarks to run
	 * @throws RunnerException if a benchmark fails
	 */
	public static void main(String[] arguments) throws RunnerException {
		Options options = new OptionsBuilder()
			.include(ClientBenchmarks.class.getPackageName() + "." + ((arguments.length > 0) ? arguments[0] : ""))
			.warmupIterations(3)
			.warmupTime(TimeValue.seconds(2))
			.measurementIterations(4)
			.measurementTime(TimeValue.seconds(2))
			.forks(1)
			.threads(Integer.getInteger("threads", 4))
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.build();
		Map<String, RunResult> results = byName(new Runner(options).run());
		System.out.println();
		ratio(results, "one row by key to map, against Spring's client", "oneRowOurs", "oneRowSprings", 1.3);
		ratio(results, "one row by key to map, against the bare driver", "oneRowOurs", "oneRowDriver", 0);
		ratio(results, "100 rows to maps, against Spring's client", "hundredRowsOurs", "hundredRowsSprings", 1.1);
		ratio(results, "100 rows to maps, against the bare driver", "hundredRowsOurs", "hundredRowsDriver", 0);
		ratio(results, "1,000 rows inserted, against Statement.add()", "bulkOurs", "bulkDriverBatch", 5);
		ratio(results, "1,000 rows inserted and returned, same", "bulkOursReturning", "bulkDriverBatch", 0);
		allocation(results, "hundredRowsOurs", "hundredRowsDriver");
	}

	private static Map<String, RunResult> byName(Collection<RunResult> results) {
		Map<String, RunResult> byName = new TreeMap<>();
		results.forEach((result) -> {
			String name = result.getParams().getBenchmark();
			byName.put(name.substring(name.lastIndexOf('.') + 1), result);
		});
		return byName;
	}

	private static void ratio(Map<String, RunResult> results, String what, String ours, String peer, double goal) {
		if (results.containsKey(ours) && results.containsKey(peer)) {
			double ratio = results.get(ours).getPrimaryResult().getScore()
					/ results.get(peer).getPrimaryResult().getScore();
			System.out.printf("%-50s %5.2f x%s%n", what, ratio,
					(goal > 0) ? "   goal %.1f x%s".formatted(goal, (ratio < goal) ? "   MISSED" : "") : "");
		}
	}

	private static void allocation(Map<String, RunResult> results, String ours, String driver) {
		if (results.containsKey(ours) && results.containsKey(driver)) {
			System.out.printf("%-50s %5.0f B, the bare driver with its maps %.0f B%n", "allocated for one of 100 rows",
					bytes(results.get(ours)) / 100, bytes(results.get(driver)) / 100);
		}
	}

	private static double bytes(RunResult result) {
		return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
	}

}
