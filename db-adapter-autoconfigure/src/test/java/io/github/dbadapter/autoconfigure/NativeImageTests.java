package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.actuate.SchemaEndpoint;
import io.github.dbadapter.schema.fix.PlanDescriptor;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What ahead-of-time processing cannot see by itself.
 */
class NativeImageTests {

	@Test
	void everyCatalogQueryIsThere() throws IOException {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(DbAdapterRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		List<String> queries = new ArrayList<>();
		for (Resource query : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:io/github/dbadapter/**/*.sql")) {
			String path = query.getURL().getPath();
			if (path.contains("/classes/")) {
				queries.add(path.substring(path.indexOf("/classes/") + "/classes/".length()));
			}
		}
		assertThat(queries).hasSizeGreaterThan(30)
			.allMatch((query) -> RuntimeHintsPredicates.resource().forResource(query).test(hints));
	}

	@Test
	void thePlanOfAFixCanBeWrittenAsJson() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, SchemaEndpoint.class);
		assertThat(RuntimeHintsPredicates.reflection().onType(PlanDescriptor.class)).accepts(hints);
	}

}
