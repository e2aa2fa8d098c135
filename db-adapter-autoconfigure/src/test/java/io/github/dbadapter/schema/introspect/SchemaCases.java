package io.github.dbadapter.schema.introspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schemas to try things on: those of the folder {@code -Dschema.cases.dir}, JSON arrays
 * of {@code {name, old, new}}, and our own scripts among the test resources.
 */
final class SchemaCases {

	record Case(String name, String sql) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	private SchemaCases() {
	}

	static List<Case> all() {
		List<Case> cases = new ArrayList<>(own());
		String folder = System.getProperty("schema.cases.dir", "");
		if (!folder.isBlank()) {
			for (Path file : list(Path.of(folder), ".json")) {
				for (JsonNode pair : JsonMapper.shared().readTree(file)) {
					String name = file.getFileName() + " " + pair.get("name").asString();
					cases.add(new Case(name + " old", pair.get("old").asString()));
					cases.add(new Case(name + " new", pair.get("new").asString()));
				}
			}
		}
		return cases;
	}

	static List<Case> own() {
		return Stream.of("round-trip", "tricky")
			.flatMap((folder) -> list(Path.of("src/test/resources/schema", folder), ".sql").stream())
			.filter((file) -> fits(file.getFileName().toString()))
			.map((file) -> new Case(file.getFileName().toString(), read(file)))
			.toList();
	}

	/** A name such as {@code temporal-from-18.sql} tells the oldest version that can. */
	private static boolean fits(String name) {
		int from = name.indexOf("-from-");
		String version = System.getProperty("pg.version", "17").split("\\.")[0];
		return from < 0 || Integer.parseInt(name.substring(from + 6, from + 8)) <= Integer.parseInt(version);
	}

	private static List<Path> list(Path folder, String suffix) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
