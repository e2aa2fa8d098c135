package io.github.dbadapter.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
@TestInstance(Lifecycle.PER_CLASS)
class GeneratedColumnTests {

	private final TestDatabase database;

	private final TestClient test;

	private final DatabaseClient client;

	GeneratedColumnTests(TestDatabase database) {
		this.database = database;
		this.test = new TestClient(database);
		this.client = this.test.get();
	}

	@AfterAll
	void close() {
		this.test.close();
	}

	@BeforeEach
	void fill() {
		this.database.execute("""
				DROP TABLE IF EXISTS line CASCADE;
				CREATE TABLE line (
					id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
					sku text UNIQUE,
					price int,
					total int GENERATED ALWAYS AS (price * 2) STORED);
				CREATE VIEW lines AS SELECT * FROM line;
				INSERT INTO line (sku, price) VALUES ('a', 1)""");
	}

	@Test
	void aComputedColumnTakesNoValue() {
		Map<String, Object> row = Map.of("sku", "b", "total", 4);
		for (Mono<?> call : List.of(this.client.insert("line", row), this.client.insertAll("line", List.of(row)).then(),
				this.client.insertAllAndCount("line", Flux.just(row)),
				this.client.upsert("line", row, Conflict.updateOn("sku")),
				this.client.upsertAll("line", Flux.just(row), Conflict.updateOn("sku")),
				this.client.update("line", row, Map.of("sku", "a")),
				this.client.updateAll("line", List.of(row), "sku"))) {
			assertThatExceptionOfType(GeneratedColumnException.class).isThrownBy(() -> TestClient.value(call))
				.satisfies((ex) -> {
					assertThat(ex.getTable()).isEqualTo("line");
					assertThat(ex.getColumn()).isEqualTo("total");
				})
				.withMessage("Column 'total' of table 'line' is computed by PostgreSQL from other columns and takes no "
						+ "value: leave it out of the data");
		}
		assertThat(TestClient.value(this.client.count("line"))).isEqualTo(1);
	}

	@Test
	void anIdentityColumnThatIsAlwaysGeneratedTakesNone() {
		Map<String, Object> row = Map.of("id", 9, "sku", "b");
		for (Mono<?> call : List.of(this.client.insert("line", row),
				this.client.insertAllAndCount("line", List.of(row)), this.client.upsert("line", row),
				this.client.update("line", row, Map.of("sku", "a")))) {
			assertThatExceptionOfType(GeneratedColumnException.class).isThrownBy(() -> TestClient.value(call))
				.withMessageContaining("Column 'id' of table 'line' is GENERATED ALWAYS AS IDENTITY")
				.withMessageContaining("OVERRIDING SYSTEM VALUE");
		}
	}

	@Test
	void suchAColumnIdentifiesRowsAllTheSame() {
		assertThat(TestClient.value(this.client.updateAll("line", List.of(Map.of("id", 1, "price", 5))))).isEqualTo(1);
		assertThat(TestClient.value(this.client.update("line", Map.of("price", 6), Map.of("id", 1, "total", 10))))
			.containsEntry("total", 12);
	}

	@Test
	void aRowThatWasReadIsWrittenBackWithoutThem() {
		Map<String, @Nullable Object> row = new LinkedHashMap<>(
				TestClient.value(this.client.selectOne("line", "*", Map.of("id", 1))));
		row.put("price", 3);
		row.remove("total");
		assertThat(TestClient.value(this.client.updateAll("line", List.of(row)))).isEqualTo(1);
		assertThat(TestClient.value(this.client.selectOne("line", "*", Map.of("id", 1)))).containsEntry("total", 6);
	}

	@Test
	void aViewSaysWhatTheServerSays() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> TestClient.value(this.client.insert("lines", Map.of("sku", "b", "total", 4))))
			.withMessageContaining("Could not insert into 'lines'")
			.withMessageContaining("\"total\"")
			.withMessageEndingWith("Leave the column out of the data");
	}

	@Test
	void aColumnMayCeaseToBeGenerated() {
		assertThatExceptionOfType(GeneratedColumnException.class)
			.isThrownBy(() -> TestClient.value(this.client.insert("line", Map.of("sku", "b", "total", 4))));
		this.database.execute("ALTER TABLE line ALTER total DROP EXPRESSION");
		assertThat(TestClient.value(this.client.insert("line", Map.of("sku", "b", "total", 5)))).containsEntry("total",
				5);
	}

	@Test
	void aColumnMayBecomeGenerated() {
		assertThat(TestClient.value(this.client.insert("line", Map.of("sku", "b", "price", 1)))).containsEntry("total",
				2);
		this.database.execute("ALTER TABLE line DROP price CASCADE, ADD price int GENERATED ALWAYS AS (7) STORED");
		assertThatExceptionOfType(GeneratedColumnException.class)
			.isThrownBy(() -> TestClient.value(this.client.insert("line", Map.of("sku", "c", "price", 1))));
	}

}
