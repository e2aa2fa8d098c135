package io.github.dbadapter.schema.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The objects of two sides, paired.
 *
 * @param <T> record type of the model
 */
record Matching<T>(List<Pair<T>> pairs, List<T> missing, List<T> extra) {

	/**
	 * Pairs by name.
	 * @param expected one side
	 * @param actual the other side
	 * @param name identity of an object
	 * @param <T> record type of the model
	 * @return the pairs in the order of the expected side, and what is left over
	 */
	static <T> Matching<T> byName(List<T> expected, List<T> actual, Function<T, ?> name) {
		Map<Object, T> left = new LinkedHashMap<>();
		actual.forEach((object) -> left.put(name.apply(object), object));
		List<Pair<T>> pairs = new ArrayList<>();
		List<T> missing = new ArrayList<>();
		for (T object : expected) {
			T other = left.remove(name.apply(object));
			if (other != null) {
				pairs.add(new Pair<>(object, other));
			}
			else {
				missing.add(object);
			}
		}
		return new Matching<>(pairs, missing, List.copyOf(left.values()));
	}

	/**
	 * Pairs what is left over by structure.
	 * @param open whether the name of an expected object was left to PostgreSQL
	 * @param same whether two objects are the same but for their names
	 * @return the pairs of both kinds, and what is still left over
	 */
	Matching<T> thenByStructure(Predicate<T> open, BiPredicate<T, T> same) {
		if (this.missing.isEmpty() || this.extra.isEmpty()) {
			return this;
		}
		List<Pair<T>> allPairs = new ArrayList<>(this.pairs);
		List<T> stillMissing = new ArrayList<>();
		List<T> stillExtra = new ArrayList<>(this.extra);
		for (T object : this.missing) {
			int at = open.test(object) ? indexOf(stillExtra, object, same) : -1;
			if (at >= 0) {
				allPairs.add(new Pair<>(object, stillExtra.remove(at)));
			}
			else {
				stillMissing.add(object);
			}
		}
		return new Matching<>(allPairs, stillMissing, stillExtra);
	}

	private static <T> int indexOf(List<T> candidates, T object, BiPredicate<T, T> same) {
		for (int i = 0; i < candidates.size(); i++) {
			if (same.test(object, candidates.get(i))) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * The same object on both sides.
	 *
	 * @param <T> record type of the model
	 */
	record Pair<T>(T expected, T actual) {

	}

}
