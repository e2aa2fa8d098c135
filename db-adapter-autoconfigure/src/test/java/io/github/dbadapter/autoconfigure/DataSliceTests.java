package io.github.dbadapter.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.dbadapter.client.DatabaseClient;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.r2dbc.test.autoconfigure.DataR2dbcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test slice of the user's, which has the profile's database and nothing that watches.
 */
@DataR2dbcTest(properties = { "db.lock-file=none", "db.config-file=none", "db.schema.file=classpath:none.sql" })
@DirtiesContext
class DataSliceTests {

	private static final TestDatabase DATABASE = TestDatabase.create();

	@DynamicPropertySource
	static void profile(DynamicPropertyRegistry registry) {
		registry.add("db.profiles.local.url", DATABASE::url);
	}

	@AfterAll
	static void close() {
		DATABASE.close();
	}

	@Test
	void hasTheDatabaseOfTheProfile(@Autowired DatabaseClient client, @Autowired R2dbcEntityTemplate template,
			@Autowired ApplicationContext context) {
		DATABASE.execute("CREATE TABLE note (id int)");
		StepVerifier.create(client.insert("note", Map.of("id", 7)).then(client.count("note")))
			.expectNext(1L)
			.expectComplete()
			.verify(Duration.ofSeconds(20));
		StepVerifier.create(template.getDatabaseClient().sql("SELECT id FROM note").mapValue(Integer.class).one())
			.expectNext(7)
			.expectComplete()
			.verify(Duration.ofSeconds(20));
		assertThat(context.getBeansOfType(SchemaChecks.class)).isEmpty();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
