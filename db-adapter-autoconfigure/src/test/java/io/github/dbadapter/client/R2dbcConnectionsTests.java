package io.github.dbadapter.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class R2dbcConnectionsTests {

	private static final Host NOBODY = new Host("127.0.0.1", 1);

	private final TestDatabase database;

	R2dbcConnectionsTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void connectsWithSettings() {
		StepVerifier
			.create(show(
					"current_setting('application_name') || '/' || current_setting('search_path') || '/' "
							+ "|| current_setting('statement_timeout')",
					Map.of("application_name", "tests of ours", "options",
							"-c search_path=app,public --statement-timeout=7s", "connect_timeout", "3")))
			.expectNext("tests of ours/app,public/7s")
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void namesItselfUnlessTold() {
		StepVerifier.create(show("current_setting('application_name')", Map.of()))
			.expectNext("db-adapter")
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void fallsOverToTheHostThatAnswers() {
		ConnectionParameters several = new ConnectionParameters(List.of(NOBODY, this.database.host()),
				this.database.name(), this.database.parameters().user(), this.database.parameters().password(),
				Map.of("target_session_attrs", "read-write"));
		StepVerifier.create(value(R2dbcConnections.options(several), "SELECT 'there'"))
			.expectNext("there")
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void findsNoStandbyOnAPrimary() {
		ConnectionParameters standby = with(Map.of("target_session_attrs", "standby"));
		assertThat(failure(standby)).hasMessageContaining(this.database.host().toString());
	}

	@Test
	void refusedLoginIsTold() {
		String role = this.database.createRole("refused", "NOLOGIN PASSWORD 'right'");
		DatabaseUnavailableException failure = failure(this.database.parameters(role, "not-the-s3cret"));
		assertThat(failure.isLoginRefused()).isTrue();
		assertThat(failure.getMessage()).contains("as user '" + role + "'").doesNotContain("not-the-s3cret");
	}

	@Test
	void unreachableHostIsTold() {
		ConnectionParameters nowhere = new ConnectionParameters(List.of(NOBODY), "shop", "app", "hidden", Map.of());
		assertThat(failure(nowhere)).hasMessageStartingWith("Could not connect to 127.0.0.1:1/shop as user 'app': ")
			.hasMessageContaining("Connection refused")
			.hasMessageContaining("Check that the server is running");
	}

	@Test
	void refusedLoginBehindSeveralHostsIsTold() {
		ConnectionParameters several = new ConnectionParameters(List.of(NOBODY, this.database.host()), "no_such_db",
				this.database.parameters().user(), this.database.parameters().password(), Map.of());
		assertThat(failure(several).getSqlState()).isEqualTo("3D000");
	}

	@ParameterizedTest
	@CsvSource({ "sslmode,maybe", "connect_timeout,soon", "target_session_attrs,fastest", "options,search_path",
			"sslrootcert,/no/such/file", "prepareThreshold,5", "sslnegotiation,never" })
	void refusesWhatTheDriverCannotUse(String name, String value) {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> R2dbcConnections.options(with(Map.of(name, value))))
			.withMessageContaining("'" + name + "'");
	}

	@Test
	void readsEscapedSpacesOfOptions() {
		ConnectionFactoryOptions options = R2dbcConnections
			.options(with(Map.of("options", "-csearch_path=a,\\ b -c work_mem=8MB")));
		assertThat(options.getValue(PostgresqlConnectionFactoryProvider.OPTIONS))
			.isEqualTo(Map.of("search_path", "a, b", "work_mem", "8MB"));
	}

	@Test
	void requiredEncryptionIsNotDropped() {
		ConnectionFactoryOptions options = R2dbcConnections.options(with(Map.of("sslmode", "require")));
		String encrypted = "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
		StepVerifier.create(value(options, encrypted).onErrorReturn("true"))
			.expectNext("true")
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	private ConnectionParameters with(Map<String, String> parameters) {
		ConnectionParameters of = this.database.parameters();
		return new ConnectionParameters(of.hosts(), of.database(), of.user(), of.password(), parameters);
	}

	private Mono<String> show(String expression, Map<String, String> parameters) {
		return value(R2dbcConnections.options(with(parameters)), "SELECT " + expression);
	}

	private static Mono<String> value(ConnectionFactoryOptions options, String sql) {
		ConnectionFactory factory = ConnectionFactories.get(options);
		return Mono.usingWhen(factory.create(),
				(connection) -> Mono.from(connection.createStatement(sql).execute())
					.flatMap((result) -> Mono.from(result.map((row) -> row.get(0, String.class)))),
				(connection) -> connection.close());
	}

	private static DatabaseUnavailableException failure(ConnectionParameters parameters) {
		Throwable[] failure = new Throwable[1];
		StepVerifier.create(value(R2dbcConnections.options(parameters), "SELECT 1"))
			.consumeErrorWith((ex) -> failure[0] = ex)
			.verify(Duration.ofSeconds(20));
		return R2dbcConnections.unavailable(parameters, failure[0]);
	}

}
