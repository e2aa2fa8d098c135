package io.github.dbadapter.benchmarks.client;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.openjdk.jmh.annotations.Benchmark;
import reactor.core.publisher.Flux;

/**
 * A thousand new rows.
 */
public class WriteBenchmark {

	private static final int ROWS = 1000;

	private static final String INSERT = "INSERT INTO target (id, sku, name, price, stock, active, created_at, owner) ";

	private static final List<Map<String, Object>> DATA = IntStream.range(0, ROWS)
		.mapToObj(WriteBenchmark::row)
		.toList();

	private static Map<String, Object> row(int i) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("id", (long) i);
		row.put("sku", "sku-" + i);
		row.put("name", "Product number " + i);
		row.put("price", BigDecimal.valueOf(i, 2));
		row.put("stock", i % 100);
		row.put("active", i % 2 == 0);
		row.put("created_at", OffsetDateTime.of(2026, 1, 1, i % 24, 0, 0, 0, ZoneOffset.UTC));
		row.put("owner", new UUID(i, i));
		return row;
	}

	@Benchmark
	public Object bulkOurs(Database database) {
		return database.ours.insertAllAndCount("target", DATA).block(Database.TIMEOUT);
	}

	@Benchmark
	public Object bulkOursReturning(Database database) {
		return database.ours.insertAll("target", DATA).collectList().block(Database.TIMEOUT);
	}

	@Benchmark
	public Object bulkDriverBatch(Database database) {
		return database.springs.inConnection((connection) -> batch(connection).reduce(0L, Long::sum))
			.block(Database.TIMEOUT);
	}

	private static Flux<Long> batch(Connection connection) {
		Statement statement = connection.createStatement(INSERT + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
		for (int i = 0; i < ROWS; i++) {
			if (i > 0) {
				statement.add();
			}
			int position = 0;
			for (Object value : DATA.get(i).values()) {
				statement.bind(position++, value);
			}
		}
		return Flux.from(connection.beginTransaction())
			.cast(Long.class)
			.concatWith(Flux.from(statement.execute()).concatMap(Result::getRowsUpdated))
			.concatWith(Flux.from(connection.commitTransaction()).cast(Long.class));
	}

}
