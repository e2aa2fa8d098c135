package io.github.dbadapter.sample;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as its user starts it, on the embedded database in a new folder.
 */
class SampleApplicationTests {

	@TempDir
	static Path folder;

	@Test
	void shopKeepsItsDataAndShowsDriftOnlyWhenAsked() {
		try (ConfigurableApplicationContext shop = start()) {
			WebTestClient http = client(shop);
			sellsProducts(http);
			takesOrders(http);
			explainsMistakes(http);
			isInSync(http);
		}
		try (ConfigurableApplicationContext drifted = start("--demo.drift=true")) {
			showsDrift(client(drifted));
		}
		try (ConfigurableApplicationContext again = start()) {
			WebTestClient http = client(again);
			http.get().uri("/products/MU-002").exchange().expectStatus().isOk();
			isInSync(http);
		}
	}

	@Test
	void operatorRepairsAndBacksUp(@TempDir Path data, @TempDir Path backups) {
		try (ConfigurableApplicationContext shop = start("--demo.data-dir=" + data, "--demo.drift=true",
				"--spring.profiles.active=operator", "--db.backup.directory=" + backups)) {
			WebTestClient http = client(shop);
			awaitCheck(http);
			Map<?, ?> plan = post(http, "dbschema", Map.of(), HttpStatus.OK);
			String name = String.valueOf(plan.get("plan"));
			post(http, "dbschema", Map.of("confirm", true, "plan", name), HttpStatus.UNPROCESSABLE_CONTENT);
			post(http, "dbschema", Map.of("confirm", true, "plan", name, "allow",
					"table-rewrite,locks-reads,locks-writes,may-fail-on-data"), HttpStatus.OK);
			isInSync(http);
			String id = String.valueOf(post(http, "backup", Map.of(), HttpStatus.ACCEPTED).get("id"));
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> http.get()
					.uri("/actuator/backup/" + id)
					.exchange()
					.expectBody()
					.jsonPath("$.state")
					.isEqualTo("COMPLETED"));
		}
	}

	private static Map<?, ?> post(WebTestClient http, String endpoint, Map<String, Object> body, HttpStatus expected) {
		Map<?, ?> answer = http.post()
			.uri("/actuator/" + endpoint)
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isEqualTo(expected)
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		assertThat(answer).isNotNull();
		return answer;
	}

	private void sellsProducts(WebTestClient http) {
		http.get().uri("/products").exchange().expectBody().jsonPath("$.length()").isEqualTo(5);
		http.get().uri("/products?category=books").exchange().expectBody().jsonPath("$.length()").isEqualTo(2);
		http.get().uri("/products?below=10").exchange().expectBody().jsonPath("$[0].sku").isEqualTo("GD-002");
		http.post()
			.uri("/products")
			.bodyValue(Map.of("category", "music", "sku", "MU-002", "name", "Kalimba", "price", new BigDecimal("34.50"),
					"tags", List.of("wood"), "attributes", Map.of("keys", 17)))
			.exchange()
			.expectStatus()
			.isCreated()
			.expectBody()
			.jsonPath("$.id")
			.isNotEmpty()
			.jsonPath("$.created_at")
			.isNotEmpty()
			.jsonPath("$.attributes.keys")
			.isEqualTo(17)
			.jsonPath("$.tags[0]")
			.isEqualTo("wood");
		http.patch()
			.uri("/products/MU-002")
			.bodyValue(Map.of("price", "29.90"))
			.exchange()
			.expectBody()
			.jsonPath("$.price")
			.isEqualTo(29.90);
	}

	private void takesOrders(WebTestClient http) {
		Map<?, ?> order = http.post()
			.uri("/orders")
			.bodyValue(Map.of("customer", "Ada", "items", List.of(Map.of("sku", "BK-001", "quantity", 2))))
			.exchange()
			.expectStatus()
			.isCreated()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		assertThat(order).isNotNull();
		http.put()
			.uri("/orders/{id}/status", order.get("id"))
			.bodyValue(Map.of("status", "paid"))
			.exchange()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("paid");
		http.get()
			.uri("/orders/{id}", order.get("id"))
			.exchange()
			.expectBody()
			.jsonPath("$.items[0].unit_price")
			.isEqualTo(24.90);
		http.post()
			.uri("/orders")
			.bodyValue(Map.of("customer", "Bob", "items",
					List.of(Map.of("sku", "BK-002", "quantity", 1), Map.of("sku", "nothing", "quantity", 1))))
			.exchange()
			.expectStatus()
			.isNotFound();
		http.get().uri("/orders").exchange().expectBody().jsonPath("$.length()").isEqualTo(1);
	}

	private void explainsMistakes(WebTestClient http) {
		for (String path : List.of("/products", "/orders", "/categories")) {
			http.post().uri(path).bodyValue(Map.of()).exchange().expectStatus().isBadRequest();
		}
		http.get().uri("/products?limit=-1").exchange().expectStatus().isBadRequest();
		http.get().uri("/products/none").exchange().expectStatus().isNotFound();
		http.patch().uri("/products/none").bodyValue(Map.of("name", "x")).exchange().expectStatus().isNotFound();
		http.post()
			.uri("/categories")
			.bodyValue(Map.of("slug", "books", "name", "Again"))
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		http.patch().uri("/products/BK-001").bodyValue(Map.of()).exchange().expectStatus().isBadRequest();
	}

	private void isInSync(WebTestClient http) {
		awaitCheck(http);
		http.get().uri("/actuator/health").exchange().expectStatus().isOk();
		http.get()
			.uri("/actuator/dbschema")
			.exchange()
			.expectBody()
			.jsonPath("$.profiles.embedded.active")
			.isEqualTo(true)
			.jsonPath("$.profiles.embedded.status")
			.isEqualTo("IN_SYNC");
	}

	private void showsDrift(WebTestClient http) {
		awaitCheck(http);
		for (String path : List.of("/actuator/health", "/actuator/health/ready")) {
			http.get().uri(path).exchange().expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		}
		http.get()
			.uri("/actuator/dbschema")
			.exchange()
			.expectBody()
			.jsonPath("$.profiles.embedded.status")
			.isEqualTo("DRIFTED")
			.jsonPath("$.profiles.embedded.summary.breaking")
			.isEqualTo(3)
			.jsonPath("$.profiles.embedded.differences[?(@.object=='public.product.price')].severity")
			.isEqualTo("BREAKING")
			.jsonPath("$.profiles.embedded.differences[?(@.object=='public.customer_order.status')].type")
			.isEqualTo("COLUMN_MISSING")
			.jsonPath("$.profiles.embedded.summary.extra")
			.isEqualTo(1);
		http.get().uri("/products").exchange().expectStatus().isOk();
	}

	/** The first check runs beside the start; until it ends the gate is shut. */
	private void awaitCheck(WebTestClient http) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> http.get()
				.uri("/actuator/dbschema")
				.exchange()
				.expectBody()
				.jsonPath("$.profiles.embedded.status")
				.value((status) -> assertThat(status).isNotEqualTo("NOT_CHECKED")));
	}

	/** Kept alive, a connection may never be read again (reactor-netty#4361). */
	private static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(SampleApplication.class)
			.properties("server.port=0", "demo.data-dir=" + folder, "db.lock-file=none",
					"server.netty.max-keep-alive-requests=1")
			.run(arguments);
	}

	private static WebTestClient client(ConfigurableApplicationContext shop) {
		return WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + shop.getEnvironment().getProperty("local.server.port"))
			.responseTimeout(Duration.ofSeconds(20))
			.build();
	}

}
