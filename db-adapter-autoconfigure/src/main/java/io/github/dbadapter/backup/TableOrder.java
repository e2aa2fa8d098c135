package io.github.dbadapter.backup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders tables by their references: strongly connected components (Tarjan), parents
 * first, ties in the order given.
 */
final class TableOrder {

	private final Map<Long, PlannedTable> tables = new LinkedHashMap<>();

	private final Map<Long, Integer> indexes = new HashMap<>();

	private final Map<Long, Integer> lowest = new HashMap<>();

	private final Deque<Long> stack = new ArrayDeque<>();

	private final Set<Long> onStack = new HashSet<>();

	private final List<List<PlannedTable>> units = new ArrayList<>();

	private TableOrder(List<PlannedTable> tables) {
		tables.forEach((table) -> this.tables.put(table.table().oid(), table));
	}

	static List<List<PlannedTable>> of(List<PlannedTable> tables) {
		TableOrder order = new TableOrder(tables);
		for (Long oid : order.tables.keySet()) {
			if (!order.indexes.containsKey(oid)) {
				order.visit(oid);
			}
		}
		return order.units;
	}

	private void visit(Long oid) {
		int index = this.indexes.size();
		this.indexes.put(oid, index);
		this.lowest.put(oid, index);
		this.stack.push(oid);
		this.onStack.add(oid);
		for (Long target : needed(oid)) {
			if (!this.indexes.containsKey(target)) {
				visit(target);
				this.lowest.merge(oid, this.lowest.getOrDefault(target, index), Math::min);
			}
			else if (this.onStack.contains(target)) {
				this.lowest.merge(oid, this.indexes.getOrDefault(target, index), Math::min);
			}
		}
		if (this.lowest.getOrDefault(oid, index) == index) {
			this.units.add(unit(oid));
		}
	}

	private List<Long> needed(Long oid) {
		PlannedTable table = this.tables.get(oid);
		return (table == null) ? List.of() : table.needed().stream().filter(this.tables::containsKey).toList();
	}

	private List<PlannedTable> unit(Long root) {
		List<PlannedTable> unit = new ArrayList<>();
		Long member;
		do {
			member = this.stack.pop();
			this.onStack.remove(member);
			PlannedTable table = this.tables.get(member);
			if (table != null) {
				unit.add(table);
			}
		}
		while (!member.equals(root));
		List<Long> given = new ArrayList<>(this.tables.keySet());
		unit.sort(Comparator.comparingInt((table) -> given.indexOf(table.table().oid())));
		return unit;
	}

}
