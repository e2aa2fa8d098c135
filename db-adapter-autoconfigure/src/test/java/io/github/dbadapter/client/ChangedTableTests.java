package io.github.dbadapter.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pool is warm and has prepared each statement on each connection when the table
 * changes.
 */
@PostgresTest
@TestInstance(Lifecycle.PER_CLASS)
class ChangedTableTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TestDatabase database;

	private final TestClient test;

	private final DatabaseClient client;

	ChangedTableTests(TestDatabase database) {
		this.database = database;
		this.test = new TestClient(database, 3);
		this.client = this.test.get();
	}

	@AfterAll
	void close() {
		this.test.close();
	}

	@BeforeEach
	void warmUp() {
		this.database.execute("DROP TABLE IF EXISTS thing; DROP TYPE IF EXISTS color;"
				+ "CREATE TABLE thing (id serial PRIMARY KEY, name text, seen timestamp, amount text)");
		Flux.range(0, 30)
			.flatMap((i) -> Flux.concat(this.client.insert("thing", data("old")),
					this.client.select("thing", "*", Map.of("id", 1)), this.client.select("thing"),
					this.client.select("thing", "*", Map.of("name", "nobody")),
					this.client.update("thing", Map.of("amount", "1"), Map.of("id", 1)),
					this.client.insertAll("thing", List.of(data("bulk")))))
			.blockLast(TIMEOUT);
	}

	@Test
	void addedColumnIsThereAtOnce() {
		this.database.execute("ALTER TABLE thing ADD color text DEFAULT 'red'");
		everywhere(() -> this.client.selectOne("thing", "*", Map.of("id", 1))
			.doOnNext((row) -> assertThat(row).containsEntry("color", "red")));
		everywhere(() -> this.client.insert("thing", Map.of("color", "blue"))
			.doOnNext((row) -> assertThat(row).containsEntry("color", "blue")));
		everywhere(() -> this.client.select("thing", "color", Map.of("color", "blue")).hasElements());
		everywhere(() -> this.client.insertAll("thing", List.of(Map.of("color", "green"))).then(Mono.just(1)));
	}

	@Test
	void droppedColumnIsToldAsUnknown() {
		this.database.execute("ALTER TABLE thing DROP name");
		everywhere(() -> this.client.selectOne("thing", "*", Map.of("id", 1))
			.doOnNext((row) -> assertThat(row).doesNotContainKey("name")));
		everywhere(() -> this.client.insert("thing", data("new"))
			.as((insert) -> Mono.from(insert).onErrorResume(UnknownColumnException.class, (ex) -> Mono.empty()))
			.doOnNext((row) -> {
				throw new AssertionError("inserted into a column that is not there");
			})
			.thenReturn(1));
	}

	@Test
	void retypedColumnIsReadAndWrittenAnew() {
		this.database.execute("ALTER TABLE thing ALTER amount TYPE numeric USING amount::numeric");
		everywhere(() -> this.client.selectOne("thing", "amount", Map.of("id", 1))
			.doOnNext((row) -> assertThat(row).containsEntry("amount", new BigDecimal("1"))));
		everywhere(() -> this.client.insert("thing", Map.of("amount", new BigDecimal("2.50")))
			.doOnNext((row) -> assertThat(row).containsEntry("amount", new BigDecimal("2.50"))));
	}

	@Test
	void textIsReadByTheTypeOfNow() {
		this.database.execute("ALTER TABLE thing ALTER seen TYPE timestamptz");
		everywhere(() -> this.client.insert("thing", Map.of("name", "zoned", "seen", "2026-01-31T10:00:00+05:00")));
		everywhere(() -> this.client
			.insertAll("thing", List.of(Map.of("name", "zoned", "seen", "2026-01-31T10:00:00+05:00")))
			.then(Mono.just(1)));
		assertThat(this.database.count("thing WHERE name = 'zoned' AND seen = '2026-01-31T05:00:00Z'"))
			.isEqualTo(this.database.count("thing WHERE name = 'zoned'"))
			.isPositive();
	}

	@Test
	void listsGoIntoWhatTheColumnHasBecome() {
		this.database.execute("ALTER TABLE thing ALTER name TYPE text[] USING ARRAY[name];"
				+ "CREATE TYPE color AS ENUM ('red', 'blue');"
				+ "ALTER TABLE thing ALTER amount TYPE color[] USING '{}'");
		everywhere(() -> this.client.insert("thing", Map.of("name", List.of("a", "b"), "amount", List.of("red")))
			.doOnNext((row) -> assertThat(row).containsEntry("name", List.of("a", "b"))
				.containsEntry("amount", List.of("red"))));
		everywhere(() -> this.client.select("thing", "*", Map.of("name", List.of("a", "b")))
			.doOnNext((row) -> assertThat(row).containsEntry("amount", List.of("red")))
			.then(Mono.just(1)));
	}

	@Test
	void recreatedTableIsFound() {
		this.database.execute("DROP TABLE thing; CREATE TABLE thing (id uuid DEFAULT gen_random_uuid(), extra jsonb)");
		everywhere(() -> this.client.insert("thing", Map.of("extra", Map.of("a", 1)))
			.doOnNext((row) -> assertThat(row).containsEntry("extra", Map.of("a", 1)).containsOnlyKeys("id", "extra")));
		this.database.execute("DROP TABLE thing");
		StepVerifier.create(this.client.select("thing")).expectError(UnknownTableException.class).verify(TIMEOUT);
	}

	@Test
	void insideATransactionItIsSaidAndTheNextOneWorks() {
		this.database.execute("ALTER TABLE thing ADD color text DEFAULT 'red'");
		Mono<List<Map<String, Object>>> work = this.client
			.inTransaction((client) -> client.select("thing", "*", Map.of("id", 1)).collectList())
			.map(ChangedTableTests::nonNull);
		boolean failed = false;
		for (int i = 0; i < 12; i++) {
			try {
				assertThat(work.block(TIMEOUT)).singleElement()
					.satisfies((row) -> assertThat(row).containsEntry("color", "red"));
			}
			catch (org.springframework.dao.InvalidDataAccessApiUsageException ex) {
				assertThat(ex).hasMessageContaining("table has changed").hasMessageContaining("run it again");
				failed = true;
			}
		}
		assertThat(failed).as("the warm connection could not help it").isTrue();
		assertThat(work.block(TIMEOUT)).hasSize(1);
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> nonNull(List<?> rows) {
		return (List<Map<String, Object>>) rows;
	}

	/** Runs on all connections of the pool at once, several times. */
	private static void everywhere(java.util.function.Supplier<Mono<?>> call) {
		StepVerifier.create(Flux.range(0, 12).flatMap((i) -> call.get(), 3))
			.expectNextCount(12)
			.expectComplete()
			.verify(TIMEOUT);
	}

	private static Map<String, Object> data(String name) {
		return Map.of("name", name, "seen", "2026-01-01T00:00:00", "amount", "1");
	}

}
