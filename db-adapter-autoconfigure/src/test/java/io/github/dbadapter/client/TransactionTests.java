package io.github.dbadapter.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@TestInstance(Lifecycle.PER_CLASS)
class TransactionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TestDatabase database;

	private final TestClient test;

	private final DatabaseClient client;

	TransactionTests(TestDatabase database) {
		this.database = database;
		database.execute("CREATE TABLE item (id int PRIMARY KEY, note text);"
				+ "CREATE TABLE part (item int REFERENCES item DEFERRABLE INITIALLY DEFERRED)");
		this.test = new TestClient(database);
		this.client = this.test.get();
	}

	@AfterAll
	void close() {
		this.test.close();
	}

	@BeforeEach
	void empty() {
		this.database.execute("TRUNCATE item CASCADE");
	}

	@Test
	void commitsBeforeItEmits() {
		StepVerifier
			.create(this.client.inTransaction((client) -> insert(1).then(client.count("item")))
				.doOnNext((count) -> assertThat(this.database.count("item")).isEqualTo(1)))
			.expectNext(1L)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEGIN", "begin isolation level serializable", "/* now */ Begin;", "START TRANSACTION",
			"COMMIT", "END WORK", "ROLLBACK", "ABORT", "ROLLBACK AND CHAIN", "PREPARE TRANSACTION 'x'",
			"SELECT 1; BEGIN" })
	void transactionsAreNotControlledByStatements(String sql) {
		for (Publisher<?> call : List.<Publisher<?>>of(this.client.execute(sql), this.client.execute(sql, List.of()),
				this.client.executeAndCount(sql, Map.of()),
				this.client.inTransaction((client) -> client.execute(sql).then()))) {
			StepVerifier.create(call)
				.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(InvalidInputException.class)
					.hasMessageContaining("Use inTransaction"))
				.verify(TIMEOUT);
		}
		assertThat(this.database.query("SELECT FROM pg_stat_activity WHERE datname = current_database()"
				+ " AND state LIKE 'idle in transaction%' AND application_name <> 'db-adapter'"))
			.isEmpty();
	}

	@Test
	void savepointsNeedATransaction() {
		this.database.execute("CREATE TABLE saved (id int)");
		StepVerifier.create(this.client.inTransaction((client) -> client.execute("SAVEPOINT here")
			.then(client.execute("INSERT INTO saved VALUES (1)").then())
			.then(client.execute("ROLLBACK WORK TO SAVEPOINT here").then())
			.then(client.execute("RELEASE here").then())
			.then(client.execute("INSERT INTO saved VALUES (2)").then()))).expectComplete().verify(TIMEOUT);
		assertThat(this.database.query("SELECT id FROM saved")).containsExactly(Map.of("id", 2));
		for (String sql : List.of("SAVEPOINT here", "ROLLBACK TO here", "RELEASE here")) {
			StepVerifier.create(this.client.execute(sql))
				.expectErrorSatisfies((failure) -> assertThat(failure).hasMessageContaining("transaction blocks"))
				.verify(TIMEOUT);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 'BEGIN'", "SELECT 1 AS begin", "-- COMMIT\nSELECT 1",
			"DO $$ BEGIN PERFORM 1; END $$", "SELECT CASE WHEN true THEN 1 END",
			"CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql RETURN (SELECT CASE WHEN true THEN 1 END)",
			"PREPARE transaction AS SELECT 1" })
	void whatOnlyLooksLikeTransactionControlIsSent(String sql) {
		StepVerifier.create(this.client.execute(sql).then()).expectComplete().verify(TIMEOUT);
	}

	@Test
	void aSavepointIsANestedTransaction() {
		StepVerifier
			.create(this.client.inTransaction(
					(outer) -> insert(
							1)
						.then(outer
							.inTransaction(new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED),
									(inner) -> insert(2).then(Mono.error(new IllegalStateException("no"))))
							.onErrorComplete(IllegalStateException.class)
							.then(outer.count("item")))))
			.expectNext(1L)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.database.count("item")).isEqualTo(1);
	}

	@Test
	void rollsBackOnError() {
		StepVerifier
			.create(this.client.inTransaction((client) -> insert(1).then(Mono.error(new IllegalStateException("no")))))
			.expectErrorMessage("no")
			.verify(TIMEOUT);
		assertThat(this.database.count("item")).isZero();
	}

	@Test
	void rollsBackOnCancel() {
		CountDownLatch inserted = new CountDownLatch(1);
		StepVerifier
			.create(this.client
				.inTransaction((client) -> insert(1).doOnSuccess((row) -> inserted.countDown()).then(Mono.never())))
			.then(() -> assertThat(await(inserted)).isTrue())
			.thenCancel()
			.verify(TIMEOUT);
		eventuallyNoneLent();
		assertThat(this.database.count("item")).isZero();
	}

	@Test
	void ofManyResultsRollsBackWhenNotAllAreTaken() {
		Flux<Integer> many = this.client.inTransactionMany(new DefaultTransactionDefinition(),
				(client) -> Flux.range(1, 5).concatMap((id) -> insert(id).thenReturn(id)));
		StepVerifier.create(many.take(2)).expectNext(1, 2).expectComplete().verify(TIMEOUT);
		eventuallyNoneLent();
		assertThat(this.database.count("item")).isZero();
		StepVerifier.create(many).expectNextCount(5).expectComplete().verify(TIMEOUT);
		assertThat(this.database.count("item")).isEqualTo(5);
	}

	@Test
	void nestedUseJoins() {
		StepVerifier.create(this.client.inTransaction((outer) -> outer.inTransaction((inner) -> insert(1))
			.then(outer.count("item"))
			.doOnNext((count) -> assertThat(count).isEqualTo(1))
			.then(Mono.error(new IllegalStateException("outer"))))).expectErrorMessage("outer").verify(TIMEOUT);
		assertThat(this.database.count("item")).isZero();
	}

	@Test
	void requiresNewIsIndependent() {
		DefaultTransactionDefinition requiresNew = new DefaultTransactionDefinition(
				TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		StepVerifier.create(this.client
			.inTransaction((outer) -> insert(1).then(outer.inTransaction(requiresNew, (inner) -> insert(2)))
				.then(Mono.error(new IllegalStateException("outer")))))
			.expectErrorMessage("outer")
			.verify(TIMEOUT);
		assertThat(this.database.query("SELECT id FROM item")).containsExactly(Map.of("id", 2));
	}

	@Test
	void joinsASpringTransactionInBothDirections() {
		TransactionalOperator spring = TransactionalOperator.create(new R2dbcTransactionManager(this.test.pool()));
		org.springframework.r2dbc.core.DatabaseClient springs = org.springframework.r2dbc.core.DatabaseClient
			.create(this.test.pool());
		StepVerifier
			.create(insert(1).then(springs.sql("SELECT count(*) FROM item").mapValue(Long.class).one())
				.doOnNext((count) -> assertThat(count).isEqualTo(1))
				.then(springs.sql("INSERT INTO item VALUES (2)").then())
				.then(this.client.count("item"))
				.doOnNext((count) -> assertThat(count).isEqualTo(2))
				.then(this.client.insertAll("item", Flux.just(Map.of("id", 3))).then())
				.then(Mono.<Void>error(new IllegalStateException("back")))
				.as(spring::transactional))
			.expectErrorMessage("back")
			.verify(TIMEOUT);
		assertThat(this.database.count("item")).isZero();
		StepVerifier
			.create(this.client.inTransaction(
					(client) -> springs.sql("INSERT INTO item VALUES (4)").then().then(client.count("item"))))
			.expectNext(1L)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void hasTheIsolationAskedFor() {
		DefaultTransactionDefinition serializable = new DefaultTransactionDefinition();
		serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
		StepVerifier
			.create(this.client.inTransaction(serializable,
					(client) -> client.execute("SHOW transaction_isolation").single()))
			.expectNext(Map.of("transaction_isolation", "serializable"))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void readOnlyRefusesToWrite() {
		DefaultTransactionDefinition readOnly = new DefaultTransactionDefinition();
		readOnly.setReadOnly(true);
		StepVerifier.create(this.client.inTransaction(readOnly, (client) -> insert(1)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InvalidDataAccessApiUsageException.class)
				.hasMessageContaining("read-only"))
			.verify(TIMEOUT);
		StepVerifier.create(this.client.inTransaction(readOnly, (client) -> client.count("item")))
			.expectNext(0L)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void timesOutAndRollsBack() {
		DefaultTransactionDefinition quick = new DefaultTransactionDefinition();
		quick.setTimeout(1);
		StepVerifier.create(this.client.inTransaction(quick, (client) -> insert(1).then(Mono.never())))
			.expectError(TransactionTimedOutException.class)
			.verify(TIMEOUT);
		StepVerifier
			.create(this.client.inTransaction(quick,
					(client) -> insert(1).thenMany(client.execute("SELECT pg_sleep(600)")).then()))
			.expectError(TransactionTimedOutException.class)
			.verify(TIMEOUT);
		eventuallyNoneLent();
		assertThat(this.database.count("item")).isZero();
		assertThat(TestClient.value(this.client.execute("SHOW statement_timeout").single()))
			.as("ends with the transaction")
			.isEqualTo(Map.of("statement_timeout", "0"));
	}

	@Test
	void constraintThatFailsAtCommitIsNamed() {
		StepVerifier.create(this.client.inTransaction((client) -> client.insert("part", Map.of("item", 42))))
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOfSatisfying(ConstraintViolationException.class, (violation) -> {
						assertThat(violation.getViolation().constraint()).isEqualTo("part_item_fkey");
						assertThat(violation.getViolation().columns()).containsExactly("item");
						assertThat(violation).hasMessageNotContaining("42");
					}))
			.verify(TIMEOUT);
	}

	@Test
	void aSwallowedErrorRollsBackAndSaysSo() {
		StepVerifier
			.create(this.client.inTransaction(
					(client) -> insert(1).then(insert(1)).then().onErrorComplete(DuplicateRowException.class)))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(UnexpectedRollbackException.class)
				.hasMessageContaining("rolled back instead of committed"))
			.verify(TIMEOUT);
		assertThat(this.database.count("item")).isZero();
	}

	@Test
	void aTimeOutMayBeLongerThanTheServerCanCount() {
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
		definition.setTimeout(Integer.MAX_VALUE);
		StepVerifier.create(this.client.inTransaction(definition, (client) -> client.count("item")))
			.expectNext(0L)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void failedTransactionSaysSo() {
		StepVerifier
			.create(this.client.inTransaction(
					(client) -> client.execute("SELECT 1/0").then().onErrorComplete().then(client.count("item"))))
			.expectErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("Roll the transaction back"))
			.verify(TIMEOUT);
	}

	@Test
	void singleStatementsStandAlone() {
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		StepVerifier
			.create(insert(1).then(insert(1)).doOnError(failure::set).onErrorComplete().then(this.client.count("item")))
			.expectNext(1L)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(failure.get()).isInstanceOf(DuplicateRowException.class);
	}

	private Mono<Map<String, @Nullable Object>> insert(int id) {
		return this.client.insert("item", Map.of("id", id));
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void eventuallyNoneLent() {
		for (int i = 0; i < 1000 && this.test.lent() > 0; i++) {
			Mono.delay(Duration.ofMillis(20)).block();
		}
		assertThat(this.test.lent()).isZero();
	}

}
