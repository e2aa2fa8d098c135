package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Orders steps: what needs an object after what makes it, what destroys an object after
 * what lets go of it, a name taken after it was released. Otherwise by rank and object,
 * so that the same differences always give the same plan.
 */
final class StepOrder {

	private final List<Step> steps;

	private final Map<Step, Integer> numbers = new IdentityHashMap<>();

	private final List<Set<Integer>> followers = new ArrayList<>();

	private final int[] waitingFor;

	private StepOrder(List<Step> steps) {
		this.steps = steps.stream().sorted(Comparator.comparing(Step::rank).thenComparing(Step::object)).toList();
		this.waitingFor = new int[steps.size()];
		for (int i = 0; i < this.steps.size(); i++) {
			this.numbers.put(this.steps.get(i), i);
			this.followers.add(new LinkedHashSet<>());
		}
	}

	static List<Step> order(List<Step> steps) {
		StepOrder order = new StepOrder(steps);
		order.connect();
		return order.sort();
	}

	private void connect() {
		Map<Object, List<Integer>> providers = index(Step::provides);
		Map<Object, List<Integer>> freeing = index(Step::frees);
		Map<Object, List<Integer>> releasing = index(Step::releases);
		for (int i = 0; i < this.steps.size(); i++) {
			Step step = this.steps.get(i);
			connect(providers, step.needs(), i);
			connect(freeing, step.destroys(), i);
			connect(releasing, step.takes(), i);
			for (Step before : step.after()) {
				connect(before, i);
			}
			for (Step other : step.afterAttachments().isEmpty() ? List.<Step>of() : this.steps) {
				if (other.rank() == Rank.ATTACH && step.afterAttachments().contains(other.object())) {
					connect(other, i);
				}
			}
			for (Change dropped : step.afterDrops()) {
				connect(dropped.drop(), i);
			}
		}
	}

	private void connect(@Nullable Step before, int after) {
		Integer number = (before != null) ? this.numbers.get(before) : null;
		if (number != null) {
			connect(number.intValue(), after);
		}
	}

	private interface Names {

		Collection<?> of(Step step);

	}

	private Map<Object, List<Integer>> index(Names names) {
		Map<Object, List<Integer>> index = new HashMap<>();
		for (int i = 0; i < this.steps.size(); i++) {
			for (Object name : names.of(this.steps.get(i))) {
				index.computeIfAbsent(name, (key) -> new ArrayList<>()).add(i);
			}
		}
		return index;
	}

	private void connect(Map<Object, List<Integer>> before, Collection<?> names, int after) {
		for (Object name : names) {
			before.getOrDefault(name, List.of()).forEach((first) -> connect(first, after));
		}
	}

	private void connect(int before, int after) {
		if (before != after && this.followers.get(before).add(after)) {
			this.waitingFor[after]++;
		}
	}

	private List<Step> sort() {
		TreeSet<Integer> ready = new TreeSet<>();
		TreeSet<Integer> waiting = new TreeSet<>();
		for (int i = 0; i < this.steps.size(); i++) {
			((this.waitingFor[i] == 0) ? ready : waiting).add(i);
		}
		List<Step> ordered = new ArrayList<>();
		Step previous = null;
		while (!ready.isEmpty() || !waiting.isEmpty()) {
			int next = ready.isEmpty() ? leastBlocked(waiting) : next(ready, previous);
			ready.remove(next);
			waiting.remove(next);
			previous = this.steps.get(next);
			ordered.add(previous);
			for (int follower : this.followers.get(next)) {
				if (--this.waitingFor[follower] == 0 && waiting.remove(follower)) {
					ready.add(follower);
				}
			}
		}
		return ordered;
	}

	/** Clauses that can join the statement before come first. */
	private int next(TreeSet<Integer> ready, @Nullable Step previous) {
		if (previous != null && previous.clauseOf() != null) {
			for (int candidate : ready) {
				Step step = this.steps.get(candidate);
				if (previous.clauseOf().equals(step.clauseOf()) && step.rank().joins(previous.rank())) {
					return candidate;
				}
			}
		}
		return ready.first();
	}

	/**
	 * A circle cannot be ordered: PostgreSQL then decides, in a transaction.
	 */
	private int leastBlocked(TreeSet<Integer> waiting) {
		return waiting.stream().min(Comparator.comparing((Integer number) -> this.waitingFor[number])).orElseThrow();
	}

}
