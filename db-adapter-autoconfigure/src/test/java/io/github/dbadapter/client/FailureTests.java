package io.github.dbadapter.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.r2dbc.spi.ConnectionFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.data.relational.core.query.Criteria;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@TestInstance(Lifecycle.PER_CLASS)
class FailureTests {

	private static final String SECRET = "s3cr3t-value";

	private final TestDatabase database;

	private final TestClient test;

	private final DatabaseClient client;

	FailureTests(TestDatabase database) {
		this.database = database;
		database.execute(
				"""
						CREATE EXTENSION IF NOT EXISTS hstore;
						CREATE EXTENSION IF NOT EXISTS btree_gist;
						CREATE SCHEMA sales;
						CREATE TABLE sales.orders (id int);
						CREATE TABLE customer (
							id int PRIMARY KEY,
							email text CONSTRAINT one_email UNIQUE,
							name text NOT NULL,
							age int CONSTRAINT grown_up CHECK (age > 17),
							boss int CONSTRAINT known_boss REFERENCES customer,
							code varchar(3), born date, token uuid, at tsquery, extra hstore, attributes jsonb, amount numeric(4,2),
							CONSTRAINT one_boss EXCLUDE USING gist (boss WITH =));
						CREATE UNIQUE INDEX one_name ON customer (lower(name));
						INSERT INTO customer (id, email, name, boss) VALUES (1, 's3cr3t-value', 'x', NULL), (2, NULL, 'y', 1)""");
		this.test = new TestClient(database);
		this.client = this.test.get();
	}

	@AfterAll
	void close() {
		this.test.close();
	}

	@ParameterizedTest
	@CsvSource({ "email, s3cr3t-value, one_email, email, 23505", "name, X, one_name, lower(name), 23505",
			"age, 3, grown_up, age, 23514", "boss, 777, known_boss, boss, 23503", "boss, 1, one_boss, boss, 23P01" })
	void violationsNameConstraintAndColumn(String column, String value, String constraint, String columns,
			String state) {
		Map<String, Object> row = new LinkedHashMap<>(Map.of("id", 10, "name", "n"));
		row.put(column, value);
		for (Mono<?> call : List.of(this.client.insert("customer", row),
				this.client.insertAll("customer", List.of(row)).then(),
				this.client
					.execute("INSERT INTO customer (id, name, " + (column.equals("name") ? "code" : column)
							+ ") VALUES (10, :name, :value)", executed(row, column))
					.then())) {
			Throwable failure = failure(call);
			ConstraintViolation violation = violation(failure);
			assertThat(failure).isInstanceOf(DataIntegrityViolationException.class);
			assertThat(violation.constraint()).isEqualTo(constraint);
			assertThat(violation.sqlState()).isEqualTo(state);
			assertThat(violation.table()).isEqualTo("customer");
			assertThat(failure.getMessage()).contains(constraint);
			assertThat(printed(failure)).doesNotContain(SECRET);
		}
		assertThat(violation(failure(this.client.insert("customer", row))).columns()).containsExactly(columns);
	}

	private static Map<String, Object> executed(Map<String, Object> row, String column) {
		boolean isName = column.equals("name");
		Object value = row.get(column);
		return Map.of("name", isName ? value : "n", "value", isName ? "c" : value.toString());
	}

	@Test
	void notNullNamesItsColumn() {
		Throwable failure = failure(this.client.insert("customer", Map.of("id", 10)));
		assertThat(violation(failure).columns()).containsExactly("name");
		assertThat(failure).hasMessageContaining("(column name)");
	}

	@Test
	void referencedRowCannotBeDeleted() {
		Throwable failure = failure(this.client.delete("customer", Map.of("id", 1)));
		assertThat(violation(failure).constraint()).isEqualTo("known_boss");
	}

	@ParameterizedTest
	@CsvSource({ "token, uuid", "born, date", "age, integer", "code, character varying", "attributes, jsonb",
			"amount, numeric", "extra, hstore", "at, tsquery" })
	void unreadableValueNamesColumnAndTypeOnly(String column, String type) {
		String value = column.equals("amount") ? "123456789" : column.equals("at") ? SECRET + " & & (" : SECRET;
		Map<String, Object> row = new LinkedHashMap<>(Map.of("id", 10, "name", "n"));
		row.put(column, value);
		for (Mono<?> call : List.of(this.client.insert("customer", row),
				this.client.insertAllAndCount("customer", List.of(row)),
				this.client.update("customer", Map.of(column, value), Map.of("id", 1)),
				this.client.inTransaction((client) -> client.insert("customer", row)))) {
			Throwable failure = failure(call);
			assertThat(failure).isInstanceOf(InvalidValueException.class);
			assertThat(printed(failure)).doesNotContain(SECRET).doesNotContain("123456789");
		}
		InvalidValueException single = (InvalidValueException) failure(
				this.client.update("customer", Map.of(column, value), Map.of("id", 1)));
		assertThat(single.getColumn()).isEqualTo(column);
		assertThat(single.getColumnType()).isEqualTo(type);
		assertThat(single).hasMessageContaining("column '" + column + "' of type " + type);
	}

	@ParameterizedTest
	@CsvSource({ "token, uuid", "born, date", "age, integer", "attributes, jsonb", "amount, numeric" })
	void oneOfManyRowsNamesColumnAndTypeToo(String column, String type) {
		Object value = column.equals("amount") ? "123456789" : column.equals("attributes") ? "{" + SECRET : SECRET;
		List<Map<String, Object>> rows = List.of(Map.of("id", 10, "name", "n", "code", "c", column, value));
		for (Mono<?> call : List.of(this.client.insertAllAndCount("customer", rows),
				this.client.insertAll("customer", rows).then(), this.client.updateAll("customer", rows))) {
			Throwable failure = failure(call);
			assertThat(failure).isInstanceOfSatisfying(InvalidValueException.class, (ex) -> {
				assertThat(ex.getColumn()).isEqualTo(column);
				assertThat(ex.getColumnType()).isEqualTo(type);
			}).hasMessageContaining("column '" + column + "' of type " + type);
			assertThat(printed(failure)).doesNotContain(SECRET).doesNotContain("123456789");
		}
	}

	@Test
	void aTextInsideAnArrayBlamesTheArray() {
		this.client.execute("ALTER TABLE customer ADD COLUMN IF NOT EXISTS years int[]")
			.then()
			.block(Duration.ofSeconds(10));
		for (Object years : List.of("{" + SECRET + "}", List.of(1, SECRET))) {
			assertThat(failure(this.client.insert("customer", Map.of("id", 10, "name", "n", "years", years))))
				.isInstanceOf(InvalidValueException.class)
				.hasMessageContaining("column 'years' of type integer[]")
				.hasMessageNotContaining(SECRET);
		}
	}

	@Test
	void theValuesTypeIsNamed() {
		assertThat(failure(this.client.update("customer", Map.of("age", SECRET), Map.of("id", 1))))
			.hasMessageContaining("given as String");
		assertThat(failure(this.client.update("customer", Map.of("age", 3_000_000_000L), Map.of("id", 1))))
			.hasMessageContaining("given as Long");
	}

	@Test
	void nullsInPlaceOfNamesAndRowsAreRefused() {
		Map<String, Object> noName = new LinkedHashMap<>();
		noName.put(null, 1);
		for (Mono<?> call : List.of(this.client.insert("customer", noName),
				this.client.update("customer", noName, Map.of("id", 1)),
				this.client.select("customer", "*", noName).then(),
				this.client.insertAllAndCount("customer", List.of(noName)),
				this.client.insertAllAndCount("customer", Arrays.asList((Map<String, Object>) null)))) {
			assertThat(failure(call)).isInstanceOf(InvalidInputException.class);
		}
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullsInPlaceOfArgumentsAreRefused() {
		Map<String, Object> none = null;
		for (Mono<?> call : List.of(this.client.select("customer", "*", none).then(),
				this.client.count("customer", none), this.client.update("customer", Map.of("name", "x"), none),
				this.client.delete("customer", none), this.client.select("customer", null).then(),
				this.client.select(null).then(), this.client.insert("customer", none))) {
			assertThat(failure(call)).isInstanceOf(InvalidInputException.class);
		}
		assertThat(TestClient.all(this.client.select("customer", "id", Map.of("id", 1), (String) null))).hasSize(1);
		assertThat(TestClient.value(this.client.count("customer"))).isEqualTo(2);
	}

	@Test
	void aNumberByZeroIsCalledSo() {
		assertThat(failure(this.client.execute("SELECT 1 / 0").then())).hasMessageContaining("division by zero");
	}

	@Test
	void executeDoesNotTellTheValueEither() {
		for (String sql : List.of("SELECT :v::regclass", "SELECT :v::regtype", "SELECT nextval(:v)",
				"SELECT :v::regrole", "SELECT :v::uuid", "SELECT :v::int", "SELECT to_tsquery(:v)",
				"SELECT :v::tsquery", "SELECT 1 FROM customer WHERE id = :v", "SELECT :v::hstore")) {
			assertThat(printed(failure(this.client.execute(sql, Map.of("v", SECRET + " ((")).then())))
				.doesNotContain(SECRET);
		}
	}

	@Test
	void filterValueThatCannotBeReadIsNamed() {
		assertThat(failure(this.client.select("customer", "*", Map.of("token", SECRET)).then()))
			.isInstanceOf(InvalidValueException.class)
			.hasMessageContaining("'token' of type uuid")
			.hasMessageNotContaining(SECRET);
		assertThat(failure(this.client.select("customer", "*", Criteria.where("id").in("1", SECRET)).then()))
			.isInstanceOf(InvalidValueException.class)
			.hasMessageContaining("'id' of type integer");
	}

	@Test
	void valueWithoutFormIsRefusedBeforeItIsSent() {
		assertThat(failure(this.client.insert("customer", Map.of("id", 10, "name", Map.of("a", SECRET)))))
			.isInstanceOf(InvalidValueException.class)
			.hasMessageContaining("'name' of type text")
			.hasMessageContaining("Map")
			.hasMessageNotContaining(SECRET);
		assertThat(failure(this.client.insert("customer", Map.of("id", 10, "name", new Object()))))
			.hasMessage("A value of Object cannot be written to column 'name' of type text");
	}

	@Test
	void nulAndHalfCharactersAreRefused() {
		for (String text : List.of("a\u0000b", "a\uD800", "\uDC00b")) {
			for (Mono<?> call : List.of(this.client.insert("customer", Map.of("id", 10, "name", text)),
					this.client.insertAllAndCount("customer", List.of(Map.of("id", 10, "name", text))),
					this.client.select("customer", "*", Map.of("name", text)).then(),
					this.client.execute("SELECT :name", Map.of("name", text)).then())) {
				assertThat(failure(call)).isInstanceOf(InvalidValueException.class).hasMessageContaining("name");
			}
		}
	}

	@Test
	void unknownNamesTellTheNearest() {
		assertThat(failure(this.client.select("custmer").then())).isInstanceOfSatisfying(UnknownTableException.class,
				(ex) -> assertThat(ex.getNearest()).contains("customer"));
		assertThat(failure(this.client.select("orders").then())).hasMessageContaining("sales.orders");
		assertThat(failure(this.client.select("customer", "id, emial").then()))
			.isInstanceOfSatisfying(UnknownColumnException.class, (ex) -> {
				assertThat(ex.getTable()).isEqualTo("customer");
				assertThat(ex.getColumn()).isEqualTo("emial");
				assertThat(ex.getNearest()).containsExactly("email");
				assertThat(ex).hasMessage("Table 'customer' has no column 'emial'. Did you mean 'email'?");
			});
		assertThat(failure(this.client.select("customer", "*", Map.of(), "zzzzzzzzzz").then()))
			.hasMessageContaining("Known are: id, email, name");
	}

	@Test
	void malformedListsAreTold() {
		for (String columns : List.of("", "id,", ",", "id name", "\"id", "\"\"", "id\"x")) {
			assertThat(failure(this.client.select("customer", columns).then())).as(columns)
				.isInstanceOf(InvalidInputException.class);
		}
		for (String orderBy : List.of("id sideways", "id desc nulls", "id desc desc", "id,", "nulls first, id first")) {
			assertThat(failure(this.client.select("customer", "*", Map.of(), orderBy).then())).as(orderBy)
				.isInstanceOf(InvalidInputException.class);
		}
	}

	@ParameterizedTest
	@CsvSource({ "P0001, org.springframework.r2dbc.UncategorizedR2dbcException",
			"55000, org.springframework.dao.InvalidDataAccessApiUsageException",
			"0A000, org.springframework.dao.InvalidDataAccessApiUsageException",
			"40P01, org.springframework.dao.CannotAcquireLockException",
			"55P03, org.springframework.dao.CannotAcquireLockException",
			"40001, org.springframework.dao.CannotAcquireLockException",
			"53100, org.springframework.dao.DataAccessResourceFailureException" })
	void onlyALackOfMeansIsAFailureOfAResource(String state, String type) {
		assertThat(failure(this.client
			.execute("DO $$BEGIN RAISE EXCEPTION 'not today' USING ERRCODE = '%s'; END$$".formatted(state))
			.then())).satisfies((failure) -> assertThat(failure.getClass().getName()).isEqualTo(type))
			.hasMessageContaining("not today");
	}

	@Test
	void missingRightIsTold() {
		String role = this.database.createRole("reader", "LOGIN PASSWORD 'reader'");
		this.database.execute("GRANT SELECT ON customer TO " + role);
		ConnectionParameters reader = this.database.parameters(role, "reader");
		DatabaseClient limited = DatabaseClient.create(ConnectionFactories.get(R2dbcConnections.options(reader)),
				reader);
		assertThat(TestClient.value(limited.count("customer"))).isEqualTo(2);
		assertThat(failure(limited.delete("customer", Map.of("id", 2))))
			.isInstanceOf(PermissionDeniedDataAccessException.class);
	}

	@Test
	void unreachableDatabaseIsTold() {
		ConnectionParameters nowhere = new ConnectionParameters(List.of(new Host("127.0.0.1", 1)), "shop", "app",
				SECRET, Map.of());
		DatabaseClient lost = DatabaseClient.create(ConnectionFactories.get(R2dbcConnections.options(nowhere)),
				nowhere);
		for (Mono<?> call : List.of(lost.count("customer"), lost.inTransaction((client) -> client.count("customer")))) {
			Throwable failure = failure(call);
			assertThat(failure).isInstanceOf(DatabaseUnavailableException.class)
				.hasMessageContaining("127.0.0.1:1/shop");
			assertThat(printed(failure)).doesNotContain(SECRET);
		}
	}

	@Test
	void exhaustedPoolIsTold() {
		TestClient small = new TestClient(this.database, 1);
		TestClient.value(small.pool().create());
		assertThat(failure(small.get().count("customer"))).isInstanceOf(DatabaseUnavailableException.class)
			.hasMessageContaining("became free in time")
			.hasMessageContaining("max-size");
		small.close();
	}

	@Test
	void endedConnectionIsReplaced() {
		TestClient.value(this.client.count("customer"));
		this.database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
				+ "WHERE datname = current_database() AND pid <> pg_backend_pid()");
		Mono<Long> count = this.client.count("customer")
			.retryWhen(reactor.util.retry.Retry.backoff(5, Duration.ofMillis(50))
				.filter(DatabaseUnavailableException.class::isInstance));
		assertThat(count.block(Duration.ofSeconds(10))).isEqualTo(2);
	}

	private static Throwable failure(Mono<?> call) {
		@Nullable Throwable failure = call.<Throwable>flatMap((value) -> Mono.empty())
			.onErrorResume(Mono::just)
			.subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
			.block(Duration.ofSeconds(20));
		if (failure == null) {
			throw new AssertionError("Did not fail");
		}
		return failure;
	}

	private static ConstraintViolation violation(Throwable failure) {
		return (failure instanceof DuplicateRowException duplicate) ? duplicate.getViolation()
				: ((ConstraintViolationException) failure).getViolation();
	}

	/** All that a log would show. */
	private static String printed(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

}
