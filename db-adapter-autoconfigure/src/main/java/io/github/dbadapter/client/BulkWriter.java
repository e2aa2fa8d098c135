package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.github.dbadapter.client.Condition.Comparison;
import io.github.dbadapter.client.Condition.Operator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes one batch of rows, with one statement for rows that have the same columns.
 */
final class BulkWriter {

	private final Call call;

	BulkWriter(Call call) {
		this.call = call;
	}

	/**
	 * Rows come back in the order given although they are grouped by their columns. Those
	 * that a trigger has suppressed do not come back.
	 */
	Flux<Map<String, @Nullable Object>> insertReturning(List<BulkRow> batch) {
		List<List<Integer>> groups = byShape(batch);
		if (groups.size() == 1) {
			return rows(batch);
		}
		List<@Nullable Map<String, @Nullable Object>> created = new ArrayList<>();
		batch.forEach((row) -> created.add(null));
		return Flux.fromIterable(groups)
			.concatMap((group) -> rows(pick(batch, group)).index()
				.doOnNext((row) -> created.set(group.get(row.getT1().intValue()), row.getT2())))
			.thenMany(Flux.defer(() -> Flux.fromStream(created.stream().filter(Objects::nonNull))));
	}

	private Flux<Map<String, @Nullable Object>> rows(List<BulkRow> group) {
		return this.call.rows(group.get(0).travels() ? BulkStatements.insert(table(), group, true)
				: TableStatements.insert(table(), group.get(0).data()));
	}

	Mono<Long> insert(List<BulkRow> batch) {
		return Flux.fromIterable(byShape(batch))
			.concatMap((group) -> count(pick(batch, group), (rows) -> BulkStatements.insert(table(), rows, false),
					(row) -> TableStatements.insert(table(), row.data())))
			.reduce(0L, Long::sum);
	}

	Mono<Long> upsert(List<BulkRow> batch, Conflict conflict) {
		return Flux.fromIterable(runs(batch))
			.concatMap((run) -> count(run, (rows) -> BulkStatements.upsert(table(), rows, conflict),
					(row) -> TableStatements.upsert(table(), row.data(), conflict)))
			.reduce(0L, Long::sum);
	}

	Mono<Long> update(List<BulkRow> batch, List<String> key) {
		return Flux.fromIterable(runs(batch))
			.concatMap((run) -> count(run, (rows) -> BulkStatements.update(table(), rows, key),
					(row) -> updateOne(row, key)))
			.reduce(0L, Long::sum);
	}

	private SqlStatement updateOne(BulkRow row, List<String> key) {
		BulkStatements.changed(table(), row.columns(), key);
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(row.data());
		List<Condition> condition = new ArrayList<>();
		for (String column : key) {
			@Nullable Object value = changed.remove(column);
			condition.add((value != null) ? new Comparison(column, Operator.EQUAL, value)
					: new Condition.Junction(true, List.of()));
		}
		return TableStatements.updateAll(table(), changed, Condition.all(condition));
	}

	private Mono<Long> count(List<BulkRow> rows, Function<List<BulkRow>, SqlStatement> together,
			Function<BulkRow, SqlStatement> alone) {
		return this.call.affected(rows.get(0).travels() ? together.apply(rows) : alone.apply(rows.get(0)));
	}

	static boolean isOneStatement(List<BulkRow> batch) {
		return byShape(batch).size() == 1;
	}

	private TableMetadata table() {
		return this.call.table();
	}

	/**
	 * Positions of the rows that one statement can write; those that cannot travel stay
	 * alone.
	 */
	private static List<List<Integer>> byShape(List<BulkRow> batch) {
		List<List<Integer>> groups = new ArrayList<>();
		Map<List<String>, List<Integer>> byColumns = new LinkedHashMap<>();
		for (int i = 0; i < batch.size(); i++) {
			BulkRow row = batch.get(i);
			if (!row.travels()) {
				groups.add(List.of(i));
				continue;
			}
			byColumns.computeIfAbsent(row.columns(), (columns) -> {
				List<Integer> group = new ArrayList<>();
				groups.add(group);
				return group;
			}).add(i);
		}
		return groups;
	}

	private static List<BulkRow> pick(List<BulkRow> batch, List<Integer> positions) {
		return (positions.size() == batch.size()) ? batch : positions.stream().map(batch::get).toList();
	}

	/** Neighbours of the same columns: a later row must not overtake an earlier one. */
	private static List<List<BulkRow>> runs(List<BulkRow> batch) {
		List<List<BulkRow>> runs = new ArrayList<>();
		for (BulkRow row : batch) {
			@Nullable List<BulkRow> last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
			if (last == null || !last.get(0).hasSameShapeAs(row)) {
				last = new ArrayList<>();
				runs.add(last);
			}
			last.add(row);
		}
		return runs;
	}

}
