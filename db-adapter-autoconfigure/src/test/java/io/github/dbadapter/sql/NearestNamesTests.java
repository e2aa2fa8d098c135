package io.github.dbadapter.sql;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNamesTests {

	private static final List<String> NAMES = List.of("name", "customer_id", "created_at", "id", "Größe");

	@Test
	void findsWhatNeedsFewEdits() {
		assertThat(NearestNames.of("nmae", NAMES)).containsExactly("name");
		assertThat(NearestNames.of("costumer_id", NAMES)).containsExactly("customer_id");
		assertThat(NearestNames.of("NAME", NAMES)).containsExactly("name");
		assertThat(NearestNames.of("grösse", NAMES)).containsExactly("Größe");
	}

	@Test
	void findsWhatTheWordBegins() {
		assertThat(NearestNames.of("cust", NAMES)).containsExactly("customer_id");
	}

	@Test
	void findsNothingFarAway() {
		assertThat(NearestNames.of("total", NAMES)).isEmpty();
		assertThat(NearestNames.of("xy", NAMES)).as("two edits of two letters").isEmpty();
		assertThat(NearestNames.of("", NAMES)).isEmpty();
		assertThat(NearestNames.of("n".repeat(10_000), NAMES)).isEmpty();
	}

	@Test
	void theNearestComesFirstAndThereAreThreeAtMost() {
		assertThat(NearestNames.of("note", List.of("notes", "nota", "noted", "note1", "note"))).containsExactly("note",
				"nota", "note1");
	}

	@Test
	void onlyAPartCanBeCompared() {
		assertThat(NearestNames.of("ordrs", List.of("shop.orders", "shop.items"),
				(name) -> name.substring(name.indexOf('.') + 1)))
			.containsExactly("shop.orders");
	}

	@Test
	void aShownNameIsOneShortLine() {
		assertThat(NearestNames.shown("a\nb\u2028c")).isEqualTo("a·b·c");
		assertThat(NearestNames.shown("x".repeat(200))).hasSize(81).endsWith("…");
	}

}
