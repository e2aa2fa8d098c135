package io.github.dbadapter.sample;

import java.util.Map;
import java.util.Objects;

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
 * Categories: the shortest way from HTTP to a table.
 */
@RestController
@RequestMapping("/categories")
class CategoryController {

	private static final String TABLE = "category";

	private final DatabaseClient database;

	CategoryController(DatabaseClient database) {
		this.database = database;
	}

	@GetMapping
	Flux<Map<String, @Nullable Object>> list() {
		return this.database.select(TABLE, "slug, name", Map.of(), "name");
	}

	@GetMapping("/{slug}")
	Mono<Map<String, @Nullable Object>> get(@PathVariable String slug) {
		return this.database.selectOne(TABLE, "slug, name", Map.of("slug", slug))
			.switchIfEmpty(NotFound.error("category", slug));
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Mono<Map<String, @Nullable Object>> create(@RequestBody Category category) {
		return this.database.insert(TABLE, Map.of("slug", category.slug(), "name", category.name()));
	}

	@PutMapping("/{slug}")
	Mono<Map<String, @Nullable Object>> rename(@PathVariable String slug, @RequestBody Category category) {
		return this.database.update(TABLE, Map.of("name", category.name()), Map.of("slug", slug));
	}

	@DeleteMapping("/{slug}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> delete(@PathVariable String slug) {
		return this.database.delete(TABLE, Map.of("slug", slug)).flatMap(NotFound.ifNone("category", slug));
	}

	record Category(String slug, String name) {

		Category {
			Objects.requireNonNull(slug, "slug");
			Objects.requireNonNull(name, "name");
		}

	}

}
