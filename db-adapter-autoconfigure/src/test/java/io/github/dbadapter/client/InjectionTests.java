package io.github.dbadapter.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.CriteriaDefinition;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@TestInstance(Lifecycle.PER_CLASS)
class InjectionTests {

	private static final int NAMES = 10_000;

	private static final String REFUSED = "refused";

	private static final List<String> FRAGMENTS = List.of("\"", "'", ";", "--", "/*", "*/", "DROP TABLE victim", ")",
			"(", ",", ".", "$1", "$$", "\\", "id", "victim", " ", "\n", "\u0000", "\t", "::text", "OR 1=1",
			"pg_sleep(10)", "UNION SELECT", ":id", "?", "E'\\''", "\uD83D\uDE00", "\uFF07", "\u02BC", "\u2019", "COPY",
			"*", "x".repeat(70), "desc", "nulls first", "public", "pg_catalog", "\"\"", "{", "}", "=", "<>", "ctid",
			"tableoid", "\uD800");

	private final TestDatabase database;

	private final TestClient test;

	private final DatabaseClient client;

	InjectionTests(TestDatabase database) {
		this.database = database;
		database.execute("CREATE TABLE victim (id int PRIMARY KEY, secret text);"
				+ "INSERT INTO victim SELECT n, 'secret ' || n FROM generate_series(1, 100) n");
		this.test = new TestClient(database);
		this.client = this.test.get();
	}

	@AfterAll
	void close() {
		this.test.close();
	}

	@Test
	void hostileNamesDoNothingButFail() {
		Random random = new Random(20261122);
		String before = fingerprint();
		List<String> outcomes = Flux.range(0, NAMES)
			.flatMap((i) -> attempt(name(random), i), 4)
			.collectList()
			.block(Duration.ofMinutes(4));
		assertThat(outcomes).hasSize(NAMES).filteredOn((outcome) -> !outcome.equals(REFUSED)).isEmpty();
		assertThat(fingerprint()).isEqualTo(before);
	}

	private Mono<String> attempt(String name, int kind) {
		Flux<?> call = switch (kind % 12) {
			case 0 -> this.client.select(name);
			case 1 -> this.client.select("victim", name);
			case 2 -> this.client.select("victim", "*", Map.of(name, 1));
			case 3 -> this.client.select("victim", "*", Map.of(), name);
			case 4 -> this.client.insert("victim", Map.of(name, 1)).flux();
			case 5 -> this.client.update("victim", Map.of(name, 1), Map.of("id", 1)).flux();
			case 6 -> this.client.delete("victim", Map.of(name, 1)).flux();
			case 7 -> this.client.upsert("victim", Map.of("id", 1), Conflict.updateOn(name)).flux();
			case 8 -> this.client.updateAll("victim", List.of(Map.of("id", 1, name, 2)), "id").flux();
			case 9 -> this.client.insertAll(name, List.of(Map.of("id", 1)));
			case 10 -> this.client.select("victim", "*", Map.of(), Sort.by(name.isBlank() ? "-" : name), Limit.of(1));
			default -> this.client.select("victim", "*", criteria(name));
		};
		return call.then(Mono.just("accepted: " + name))
			.onErrorResume((ex) -> Mono.just((ex instanceof InvalidInputException) ? REFUSED
					: (ex + " because " + ex.getCause() + " for " + name).replaceAll("[^ -~]", "?")));
	}

	private static CriteriaDefinition criteria(String name) {
		return Criteria.where(name.isBlank() ? "-" : name).is(1);
	}

	/** Never a name or a list that exists: each has a fragment that none of them has. */
	private static String name(Random random) {
		StringBuilder name = new StringBuilder();
		int fragments = 1 + random.nextInt(6);
		for (int i = 0; i < fragments; i++) {
			name.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
			if (random.nextInt(4) == 0) {
				name.append((char) random.nextInt(0x300));
			}
		}
		return name.insert(random.nextInt(name.length() + 1), "~").toString();
	}

	@Test
	void hostileValuesAreStoredAsTheyAre() {
		String hostile = "'; DROP TABLE victim; -- \" $1 \\ {a,b} (x) \uFF07";
		Map<String, Object> row = Map.of("id", 1000, "secret", hostile);
		assertThat(TestClient.value(this.client.insert("victim", row))).isEqualTo(row);
		assertThat(TestClient.value(this.client.count("victim", Map.of("secret", List.of(hostile, "x"))))).isEqualTo(1);
		assertThat(TestClient.value(this.client.delete("victim", Map.of("secret", hostile)))).isEqualTo(1);
		assertThat(this.database.count("victim")).isEqualTo(100);
	}

	private String fingerprint() {
		return String.valueOf(this.database.queryForValue("""
				SELECT md5(string_agg(v::text, ',' ORDER BY id)) || (SELECT count(*) FROM pg_class) FROM victim v"""));
	}

}
