package io.github.dbadapter.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServerVersionsTests {

	@ParameterizedTest
	@CsvSource({ "130022,13", "100023,10", "90624,9.6", "80426,8.4" })
	void anOldServerIsWarnedOf(int version, String name) {
		assertThat(ServerVersions.warning(version)).startsWith("PostgreSQL " + name + " is older than 14");
	}

	@ParameterizedTest
	@ValueSource(ints = { 140000, 140020, 180006, 190000 })
	void aSupportedServerIsNot(int version) {
		assertThat(ServerVersions.warning(version)).isNull();
	}

	@Test
	void norOneThatWasNotReached() {
		assertThat(ServerVersions.warning(0)).isNull();
	}

}
