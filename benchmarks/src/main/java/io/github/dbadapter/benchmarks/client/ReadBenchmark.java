package io.github.dbadapter.benchmarks.client;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import org.openjdk.jmh.annotations.Benchmark;
import reactor.core.publisher.Flux;

/**
 * Rows as maps: one by its key, and a hundred by an indexed column.
 */
public class ReadBenchmark {

	@Benchmark
	public Object oneRowOurs(Database database) {
		return database.ours.selectOne("product", "*", Map.of("id", key())).block(Database.TIMEOUT);
	}

	@Benchmark
	public Object oneRowSprings(Database database) {
		return database.springs.sql("SELECT * FROM product WHERE id = :id")
			.bind("id", key())
			.fetch()
			.one()
			.block(Database.TIMEOUT);
	}

	@Benchmark
	public Object oneRowDriver(Database database) {
		return driver(database, "SELECT * FROM product WHERE id = $1", key());
	}

	@Benchmark
	public Object hundredRowsOurs(Database database) {
		return database.ours.select("product", "*", Map.of("page", page())).collectList().block(Database.TIMEOUT);
	}

	@Benchmark
	public Object hundredRowsSprings(Database database) {
		return database.springs.sql("SELECT * FROM product WHERE page = :page")
			.bind("page", page())
			.fetch()
			.all()
			.collectList()
			.block(Database.TIMEOUT);
	}

	@Benchmark
	public Object hundredRowsDriver(Database database) {
		return driver(database, "SELECT * FROM product WHERE page = $1", page());
	}

	private static List<Map<String, Object>> driver(Database database, String sql, Object value) {
		return Flux
			.usingWhen(database.pool.create(),
					(connection) -> Flux.from(connection.createStatement(sql).bind(0, value).execute())
						.flatMap((result) -> result.map(ReadBenchmark::map)),
					Connection::close)
			.collectList()
			.block(Database.TIMEOUT);
	}

	/** The least that anyone could do: names and types are known beforehand. */
	private static Map<String, Object> map(Row row, RowMetadata metadata) {
		Map<String, Object> map = new LinkedHashMap<>(13);
		map.put("id", row.get(0, Long.class));
		map.put("sku", row.get(1, String.class));
		map.put("name", row.get(2, String.class));
		map.put("price", row.get(3, BigDecimal.class));
		map.put("stock", row.get(4, Integer.class));
		map.put("active", row.get(5, Boolean.class));
		map.put("created_at", row.get(6, OffsetDateTime.class));
		map.put("owner", row.get(7, UUID.class));
		map.put("page", row.get(8, Integer.class));
		return map;
	}

	private static long key() {
		return ThreadLocalRandom.current().nextLong(Database.KEYS);
	}

	private static int page() {
		return ThreadLocalRandom.current().nextInt(Database.KEYS / 100);
	}

}
