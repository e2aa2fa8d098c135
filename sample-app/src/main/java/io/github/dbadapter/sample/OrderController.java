package io.github.dbadapter.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.github.dbadapter.client.DatabaseClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Orders: an order and its items are written in one transaction.
 */
@RestController
@RequestMapping("/orders")
class OrderController {

	private static final String TABLE = "customer_order";

	private static final String ITEMS = """
			SELECT product.sku, product.name, order_item.quantity, order_item.unit_price
			FROM order_item JOIN product ON product.id = order_item.product_id
			WHERE order_item.order_id = :id
			ORDER BY product.sku""";

	private static final String ADD_ITEM = """
			INSERT INTO order_item (order_id, product_id, quantity, unit_price)
			SELECT :order, id, :quantity, price FROM product WHERE sku = :sku""";

	private final DatabaseClient database;

	OrderController(DatabaseClient database) {
		this.database = database;
	}

	@GetMapping
	Flux<Map<String, @Nullable Object>> list() {
		return this.database.select(TABLE, "*", Map.of(), "placed_at desc");
	}

	@GetMapping("/{id}")
	Mono<Map<String, @Nullable Object>> get(@PathVariable UUID id) {
		return this.database.selectOne(TABLE, "*", Map.of("id", id))
			.switchIfEmpty(NotFound.error("order", id.toString()))
			.flatMap((order) -> withItems(this.database, order));
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Mono<Map<String, @Nullable Object>> place(@RequestBody NewOrder order) {
		return this.database.inTransaction((database) -> database.insert(TABLE, Map.of("customer", order.customer()))
			.flatMap((created) -> Flux.fromIterable(order.items())
				.concatMap((item) -> add(database, created, item))
				.then(Mono.defer(() -> withItems(database, created)))));
	}

	@PutMapping("/{id}/status")
	Mono<Map<String, @Nullable Object>> changeStatus(@PathVariable UUID id, @RequestBody OrderStatus change) {
		return this.database.update(TABLE, Map.of("status", change.status()), Map.of("id", id));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> delete(@PathVariable UUID id) {
		return this.database.delete(TABLE, Map.of("id", id)).flatMap(NotFound.ifNone("order", id.toString()));
	}

	private static Mono<Void> add(DatabaseClient database, Map<String, @Nullable Object> order, Item item) {
		Map<String, Object> parameters = Map.of("order", Objects.requireNonNull(order.get("id")), "quantity",
				item.quantity(), "sku", item.sku());
		return database.executeAndCount(ADD_ITEM, parameters).flatMap(NotFound.ifNone("product", item.sku()));
	}

	private static Mono<Map<String, @Nullable Object>> withItems(DatabaseClient database,
			Map<String, @Nullable Object> order) {
		return database.execute(ITEMS, Map.of("id", Objects.requireNonNull(order.get("id"))))
			.collectList()
			.map((items) -> {
				Map<String, @Nullable Object> complete = new LinkedHashMap<>(order);
				complete.put("items", items);
				return complete;
			});
	}

	record NewOrder(String customer, List<Item> items) {

		NewOrder {
			Objects.requireNonNull(customer, "customer");
			items = List.copyOf(items);
		}

	}

	record Item(String sku, int quantity) {

		Item {
			Objects.requireNonNull(sku, "sku");
		}

	}

	record OrderStatus(String status) {

		OrderStatus {
			Objects.requireNonNull(status, "status");
		}

	}

}
