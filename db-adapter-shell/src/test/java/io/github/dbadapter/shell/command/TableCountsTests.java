package io.github.dbadapter.shell.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.github.dbadapter.shell.command.TableCount.Certainty;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class TableCountsTests {

	private final TestDatabase database;

	TableCountsTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void thePartitionsOfATableAreEstimatedToo() throws SQLException {
		this.database.execute("""
				DROP TABLE IF EXISTS busy;
				CREATE TABLE event (id int) PARTITION BY RANGE (id);
				CREATE TABLE event_low PARTITION OF event FOR VALUES FROM (0) TO (300);
				CREATE TABLE event_high PARTITION OF event FOR VALUES FROM (300) TO (1000);
				INSERT INTO event SELECT generate_series(1, 700);
				ANALYZE event_low;
				ANALYZE event_high""");
		try (Connection blocking = this.database.connect(); Statement statement = blocking.createStatement()) {
			blocking.setAutoCommit(false);
			statement.execute("LOCK TABLE event_high IN ACCESS EXCLUSIVE MODE");
			assertThat(new TableCounts(Duration.ofMillis(200)).count(this.database.administrative())
				.block(Duration.ofSeconds(20))).containsExactly(
						new TableCount(QualifiedName.of("public", "event"), "event", 700, Certainty.ESTIMATED));
		}
		finally {
			this.database.execute("DROP TABLE event");
		}
	}

	@Test
	void aTableThatCannotBeCountedInTimeIsEstimated() throws SQLException {
		this.database.execute("CREATE TABLE busy AS SELECT generate_series(1, 500); ANALYZE busy");
		try (Connection blocking = this.database.connect(); Statement statement = blocking.createStatement()) {
			blocking.setAutoCommit(false);
			statement.execute("LOCK TABLE busy IN ACCESS EXCLUSIVE MODE");
			List<TableCount> counts = new TableCounts(Duration.ofMillis(200)).count(this.database.administrative())
				.block(Duration.ofSeconds(20));
			assertThat(counts).singleElement().satisfies((count) -> {
				assertThat(count.certainty()).isEqualTo(Certainty.ESTIMATED);
				assertThat(count.rows()).isEqualTo(500);
			});
		}
	}

}
