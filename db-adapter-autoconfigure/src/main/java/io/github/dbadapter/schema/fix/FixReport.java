package io.github.dbadapter.schema.fix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What applying a plan has done.
 *
 * @param plan the plan
 * @param applied statements with the time each took, in order
 * @param backup file with the rows of endangered tables, {@code null} when none were
 * @param backedUp rows in it by table
 * @param duration time from connecting to commit
 * @since 0.1.0
 */
public record FixReport(FixPlan plan, List<Applied> applied, @Nullable Path backup, SortedMap<String, Long> backedUp,
		Duration duration) {

	public FixReport {
		applied = List.copyOf(applied);
		backedUp = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(backedUp));
	}

	/**
	 * One statement that ran.
	 *
	 * @param number its number in the plan
	 * @param sql the statement
	 * @param duration time it took
	 */
	public record Applied(int number, String sql, Duration duration) {

	}

}
