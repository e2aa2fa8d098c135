package io.github.dbadapter.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.relational.core.query.Criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The calls of the client's documentation, as they are written there.
 */
@PostgresTest
@TestInstance(Lifecycle.PER_CLASS)
class DocumentedExamplesTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TestDatabase database;

	private final TestClient test;

	private final DatabaseClient client;

	DocumentedExamplesTests(TestDatabase database) {
		this.database = database;
		database.execute(
				"""
						CREATE TABLE product (id serial PRIMARY KEY, sku text NOT NULL UNIQUE, name text, price numeric(10,2),
							active boolean NOT NULL DEFAULT true, tags text[], owner text, "Weird, name" int, made timestamptz, key uuid,
							doubled numeric GENERATED ALWAYS AS (price * 2) STORED, CHECK (price >= 0));
						CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text);
						CREATE TABLE order_item (order_id bigint NOT NULL REFERENCES orders, line int, PRIMARY KEY (order_id, line));
						CREATE SCHEMA other;
						CREATE TABLE other.thing (id int PRIMARY KEY)""");
		this.test = new TestClient(database);
		this.client = this.test.get();
	}

	@AfterAll
	void close() {
		this.test.close();
	}

	@BeforeEach
	void fill() {
		this.database.execute(
				"""
						TRUNCATE product, orders, order_item;
						INSERT INTO product (id, sku, name, price, owner) SELECT n, 'S-' || n, chr(64 + n) || 'x', n, CASE WHEN n > 2 THEN 'me' END
							FROM generate_series(1, 20) n""");
	}

	@Test
	void firstSteps() {
		assertThat(all(this.client.select("product", "id, name, price", Map.of("active", true), "price desc")))
			.hasSize(20)
			.first()
			.isEqualTo(Map.of("id", 20, "name", "Tx", "price", new BigDecimal("20.00")));
		Map<String, @Nullable Object> created = one(
				this.client.insert("product", Map.of("id", 99, "sku", "A-1", "price", "9.90", "tags", List.of("new"))));
		assertThat(created).containsEntry("price", new BigDecimal("9.90")).containsEntry("tags", List.of("new"));
		assertThat(one(this.client.update("product", Map.of("price", 12), Map.of("id", 7)))).containsEntry("sku", "S-7")
			.containsEntry("price", new BigDecimal("12.00"));
		assertThat(one(this.client.delete("product", Map.of("id", List.of(7, 8))))).isEqualTo(2);
	}

	@Test
	void reading() {
		assertThat(all(this.client.select("product"))).hasSize(20);
		assertThat(all(this.client.select("product", "id, name", Map.of("price", 5), Sort.by("name"), Limit.of(10))))
			.containsExactly(Map.of("id", 5, "name", "Ex"));
		Map<String, @Nullable Object> filters = new HashMap<>();
		filters.put("owner", null);
		filters.put("id", List.of(1, 2, 3));
		assertThat(ids(this.client.select("product", "id", filters))).containsExactlyInAnyOrder(1, 2);
		assertThat(
				ids(this.client.select("product", "id", Criteria.where("price").greaterThan(19).or("name").like("A%"))))
			.containsExactlyInAnyOrder(1, 20);
		assertThat(all(this.client.select("product", "*", Map.of("active", true), PageRequest.of(2, 8)))).hasSize(4);
		assertThat(one(this.client.count("product", Map.of("owner", "me")))).isEqualTo(18);
		assertThat(one(this.client.exists("product", Map.of("owner", "nobody")))).isFalse();
		assertThat(one(this.client.selectOne("product", "*", Map.of("id", 7)))).containsEntry("sku", "S-7");
		assertThat(this.client.selectOne("product", "*", Map.of("id", 700)).block(TIMEOUT)).isNull();
		assertThat(all(this.client.select("product", "id, \"Weird, name\"", Map.of("id", 1)))).hasSize(1);
		assertThat(all(this.client.select("other.thing"))).isEmpty();
	}

	@Test
	void writing() {
		assertThat(all(this.client.insertAll("product", rows(101, 102)))).hasSize(2);
		assertThat(one(this.client.insertAllAndCount("product", rows(103, 104)))).isEqualTo(2);
		assertThat(one(this.client.upsert("product", Map.of("id", 101, "sku", "n101", "name", "again"))))
			.containsEntry("name", "again");
		assertThat(one(this.client.upsertAll("product", rows(102, 105), Conflict.updateOn("sku")))).isEqualTo(2);
		assertThat(one(
				this.client.updateAll("product", List.of(Map.of("id", 1, "name", "one"), Map.of("id", 2, "price", 5)))))
			.isEqualTo(2);
		assertThat(one(this.client.updateAll("product", List.of(Map.of("sku", "S-3", "name", "three")), "sku")))
			.isEqualTo(1);
		assertThat(this.database.count("product WHERE name = 'one' OR (id = 2 AND price = 5 AND name = 'Bx')"))
			.isEqualTo(2);
	}

	@Test
	void anythingElse() {
		assertThat(all(this.client.execute("SELECT id FROM product WHERE name = :name", Map.of("name", "Ax"))))
			.containsExactly(Map.of("id", 1));
		assertThat(all(this.client.execute("SELECT id FROM product WHERE id = $1", List.of(3)))).hasSize(1);
		assertThat(all(this.client.execute("SELECT id FROM product WHERE id IN (:ids)", Map.of("ids", List.of(1, 2)))))
			.hasSize(2);
		assertThat(
				all(this.client.execute("SELECT id FROM product WHERE id = ANY(:ids)", Map.of("ids", List.of(1, 2)))))
			.hasSize(2);
		assertThat(one(this.client.executeAndCount("UPDATE product SET name = :n WHERE id < 4", Map.of("n", "x"))))
			.isEqualTo(3);
	}

	@Test
	void transactions() {
		Map<String, Object> order = Map.of("note", "first");
		Map<String, @Nullable Object> created = one(
				this.client
					.inTransaction((c) -> c.insert("orders", order)
						.flatMap(
								(row) -> c
									.insertAllAndCount("order_item",
											List.of(Map.of("order_id", Objects.requireNonNull(row.get("id")), "line",
													1)))
									.thenReturn(row))));
		assertThat(created).containsEntry("note", "first");
		assertThat(this.database.count("order_item")).isOne();
	}

	@Test
	void values() {
		UUID key = UUID.randomUUID();
		Map<String, @Nullable Object> row = one(this.client.insert("product", Map.of("id", 200, "sku", "v", "made",
				"2026-01-31T10:00:00Z", "key", key.toString(), "price", Double.NaN)));
		assertThat(((OffsetDateTime) Objects.requireNonNull(row.get("made"))).toInstant())
			.hasToString("2026-01-31T10:00:00Z");
		assertThat(row).containsEntry("key", key).containsEntry("price", Double.NaN);
	}

	@Test
	void failures() {
		fails(UnknownTableException.class, this.client.select("produkt"));
		fails(UnknownColumnException.class, this.client.select("product", "nmae"));
		fails(InvalidInputException.class, this.client.delete("product", Map.of()));
		fails(InvalidInputException.class, this.client.insert("product", Map.of()));
		fails(InvalidInputException.class, this.client.select("product", "id,,name"));
		fails(InvalidValueException.class, this.client.select("product", "*", Map.of("id", "secret")));
		fails(GeneratedColumnException.class, this.client.insert("product", Map.of("sku", "g", "doubled", 1)));
		fails(GeneratedColumnException.class, this.client.insert("orders", Map.of("id", 1)));
		fails(DuplicateRowException.class, this.client.insert("product", Map.of("id", 300, "sku", "S-1")));
		fails(ConstraintViolationException.class,
				this.client.insert("product", Map.of("id", 300, "sku", "c", "price", -1)));
		fails(ConstraintViolationException.class,
				this.client.insert("order_item", Map.of("order_id", 1000, "line", 1)));
		fails(EmptyResultDataAccessException.class,
				this.client.update("product", Map.of("name", "x"), Map.of("id", -1)));
		fails(IncorrectResultSizeDataAccessException.class,
				this.client.selectOne("product", "*", Map.of("owner", "me")));
	}

	private static List<Map<String, @Nullable Object>> rows(int... ids) {
		return Arrays.stream(ids)
			.mapToObj((id) -> Map.<String, @Nullable Object>of("id", id, "sku", "n" + id))
			.toList();
	}

	private static List<@Nullable Object> ids(Flux<Map<String, @Nullable Object>> rows) {
		return all(rows).stream().map((row) -> row.get("id")).toList();
	}

	private static <T> List<T> all(Flux<T> flux) {
		return Objects.requireNonNull(flux.collectList().block(TIMEOUT));
	}

	private static <T> T one(Mono<T> mono) {
		return Objects.requireNonNull(mono.block(TIMEOUT));
	}

	private static void fails(Class<? extends RuntimeException> type, Publisher<?> call) {
		assertThatExceptionOfType(type).isThrownBy(() -> Flux.from(call).blockLast(TIMEOUT));
	}

}
