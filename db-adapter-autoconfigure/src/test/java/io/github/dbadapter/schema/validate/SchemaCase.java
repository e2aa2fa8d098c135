package io.github.dbadapter.schema.validate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A pair of schemas from a public test suite.
 *
 * @param name file and name of the case
 * @param before the {@code old} schema
 * @param after the {@code new} schema
 * @param changed whether the suite expects a statement
 */
record SchemaCase(String name, String before, String after, boolean changed) {

	private static final List<String> FILES = List.of("pgschema.json", "migra.json");

	static List<SchemaCase> read(Path folder) {
		return FILES.stream().map(folder::resolve).filter(Files::exists).flatMap(SchemaCase::readFile).toList();
	}

	private static Stream<SchemaCase> readFile(Path file) {
		List<Entry> entries = JsonMapper.shared().readValue(file.toFile(), new TypeReference<>() {
		});
		String suite = file.getFileName().toString().replace(".json", "/");
		return entries.stream()
			.map((entry) -> new SchemaCase(suite + entry.name(), entry.old(), entry.next(), entry.changed()));
	}

	private record Entry(String name, String old, @JsonProperty("new") String next, boolean changed) {

	}

}
