package io.github.dbadapter.sample;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.client.DatabaseClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Products: {@code numeric}, {@code jsonb}, {@code text[]}, {@code timestamptz} and
 * {@code uuid} columns go in and out as they are.
 */
@RestController
@RequestMapping("/products")
class ProductController {

	private static final String TABLE = "product";

	private final DatabaseClient database;

	ProductController(DatabaseClient database) {
		this.database = database;
	}

	@GetMapping
	Flux<Map<String, @Nullable Object>> list(@RequestParam(required = false) @Nullable String category,
			@RequestParam(required = false) @Nullable BigDecimal below, @RequestParam(defaultValue = "100") int limit) {
		Mono<Criteria> criteria = (category == null) ? Mono.just(Criteria.empty())
				: categoryId(category).map((id) -> Criteria.where("category_id").is(id));
		return criteria.map((chosen) -> (below != null) ? chosen.and("price").lessThan(below) : chosen)
			.flatMapMany((chosen) -> this.database.select(TABLE, "*", chosen, Sort.by("sku"), Limit.of(limit)));
	}

	@GetMapping("/{sku}")
	Mono<Map<String, @Nullable Object>> get(@PathVariable String sku) {
		return this.database.selectOne(TABLE, "*", Map.of("sku", sku)).switchIfEmpty(NotFound.error("product", sku));
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Mono<Map<String, @Nullable Object>> create(@RequestBody NewProduct product) {
		return categoryId(product.category()).flatMap((id) -> this.database.insert(TABLE, product.row(id)));
	}

	@PatchMapping("/{sku}")
	Mono<Map<String, @Nullable Object>> change(@PathVariable String sku, @RequestBody ProductChange change) {
		return this.database.update(TABLE, change.row(), Map.of("sku", sku));
	}

	@DeleteMapping("/{sku}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> delete(@PathVariable String sku) {
		return this.database.delete(TABLE, Map.of("sku", sku)).flatMap(NotFound.ifNone("product", sku));
	}

	private Mono<Object> categoryId(String slug) {
		return this.database.selectOne("category", "id", Map.of("slug", slug))
			.map((row) -> Objects.requireNonNull(row.get("id")))
			.switchIfEmpty(NotFound.error("category", slug));
	}

	private static void putIfGiven(Map<String, Object> row, String column, @Nullable Object value) {
		if (value != null) {
			row.put(column, value);
		}
	}

	record NewProduct(String category, String sku, String name, BigDecimal price, @Nullable List<String> tags,
			@Nullable Map<String, Object> attributes) {

		NewProduct {
			Objects.requireNonNull(category, "category");
			Objects.requireNonNull(sku, "sku");
			Objects.requireNonNull(name, "name");
			Objects.requireNonNull(price, "price");
		}

		Map<String, Object> row(Object categoryId) {
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("category_id", categoryId);
			row.put("sku", this.sku);
			row.put("name", this.name);
			row.put("price", this.price);
			putIfGiven(row, "tags", this.tags);
			putIfGiven(row, "attributes", this.attributes);
			return row;
		}

	}

	record ProductChange(@Nullable String name, @Nullable BigDecimal price, @Nullable List<String> tags,
			@Nullable Map<String, Object> attributes) {

		Map<String, Object> row() {
			Map<String, Object> row = new LinkedHashMap<>();
			putIfGiven(row, "name", this.name);
			putIfGiven(row, "price", this.price);
			putIfGiven(row, "tags", this.tags);
			putIfGiven(row, "attributes", this.attributes);
			return row;
		}

	}

}
