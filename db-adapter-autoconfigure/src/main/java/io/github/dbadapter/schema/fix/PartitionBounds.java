package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which rows a partition of lists or ranges takes.
 *
 * @param columns names that the condition mentions
 * @param inside condition on bare columns, true for rows within the bounds
 */
record PartitionBounds(Set<String> columns, String inside) {

	PartitionBounds {
		columns = Set.copyOf(columns);
	}

	/**
	 * Reads key and bounds as PostgreSQL prints them.
	 * @param key key of the partitioned table
	 * @param bound bounds of the partition
	 * @return the condition, {@code null} where it cannot be told
	 */
	static @Nullable PartitionBounds of(String key, String bound) {
		String list = SqlText.parenthesized(key, key.startsWith("RANGE") ? "range" : "list");
		List<String> keys = (list != null) ? IndexKey.ofPartitions(list).stream().map(IndexKey::expression).toList()
				: List.of();
		String inside = keys.isEmpty() ? null : inside(keys, bound);
		if (inside == null) {
			return null;
		}
		Set<String> columns = new HashSet<>();
		keys.forEach((one) -> columns.addAll(SqlText.identifiers(one)));
		return new PartitionBounds(columns, inside);
	}

	private static @Nullable String inside(List<String> keys, String bound) {
		String in = SqlText.parenthesized(bound, "in");
		if (in != null && keys.size() == 1) {
			return inside(keys.get(0), SqlText.elements(in));
		}
		String from = SqlText.parenthesized(bound, "from");
		String to = SqlText.parenthesized(bound, "to");
		if (from == null || to == null) {
			return null;
		}
		List<String> conditions = new ArrayList<>();
		keys.forEach((key) -> conditions.add(key + " IS NOT NULL"));
		conditions.add(limit(keys, SqlText.elements(from), ">", true));
		conditions.add(limit(keys, SqlText.elements(to), "<", false));
		return "(" + String.join(" AND ", conditions) + ")";
	}

	private static String inside(String key, List<String> values) {
		List<String> told = values.stream().filter((value) -> !value.equals("NULL")).toList();
		List<String> conditions = new ArrayList<>();
		if (told.size() < values.size()) {
			conditions.add(key + " IS NULL");
		}
		if (!told.isEmpty()) {
			conditions.add("%s IN (%s)".formatted(key, String.join(", ", told)));
		}
		return "(" + String.join(" OR ", conditions) + ")";
	}

	/** Behind the first that is without end, the others do not count. */
	private static String limit(List<String> keys, List<String> values, String operator, boolean inclusive) {
		int told = 0;
		while (told < values.size() && !isEndless(values.get(told))) {
			told++;
		}
		boolean endless = told < values.size();
		boolean beyond = endless && values.get(told).equals(inclusive ? "MAXVALUE" : "MINVALUE");
		if (told == 0) {
			return beyond ? "false" : "true";
		}
		boolean equal = endless ? !beyond : inclusive;
		return "(%s) %s (%s)".formatted(String.join(", ", keys.subList(0, told)), equal ? operator + "=" : operator,
				String.join(", ", values.subList(0, told)));
	}

	private static boolean isEndless(String value) {
		return value.equals("MINVALUE") || value.equals("MAXVALUE");
	}

}
