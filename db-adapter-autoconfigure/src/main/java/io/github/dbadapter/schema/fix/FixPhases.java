package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements of a plan by when they run.
 *
 * @param before those that are committed one by one before the transaction
 * @param inside those of the transaction
 * @param behind those that are committed one by one after it
 */
record FixPhases(List<FixStatement> before, List<FixStatement> inside, List<FixStatement> behind) {

	static FixPhases of(FixPlan plan) {
		List<FixStatement> all = plan.statements();
		int begin = 0;
		while (begin < all.size() && isEarly(all.get(begin))) {
			begin++;
		}
		int end = begin;
		while (end < all.size() && all.get(end).transactional()) {
			end++;
		}
		return new FixPhases(all.subList(0, begin), all.subList(begin, end), all.subList(end, all.size()));
	}

	private static boolean isEarly(FixStatement statement) {
		return !statement.transactional() && statement.sql().startsWith("ALTER TYPE ");
	}

	boolean isAtomic() {
		return this.before.isEmpty() && this.behind.isEmpty();
	}

	/** Objects that are not finished when the transaction ends. */
	Set<String> pending() {
		return this.behind.stream()
			.flatMap((statement) -> statement.differences().stream())
			.map((difference) -> difference.substring(difference.indexOf(' ') + 1))
			.collect(Collectors.toSet());
	}

}
