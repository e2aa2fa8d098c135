package io.github.dbadapter.schema.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlStatement;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternUtils;

/**
 * Finds and reads the files of {@code db.schema.file}: files, folders, and resources of
 * the class path.
 */
final class ScriptFiles {

	private static final String SUFFIX = ".sql";

	private static final String CLASSPATH = "classpath";

	private final ResourceLoader resources;

	ScriptFiles(ResourceLoader resources) {
		this.resources = resources;
	}

	/**
	 * Reads the scripts: files in the order in which they are given, those of a folder in
	 * the order of their names.
	 */
	List<SqlScript> read(List<String> locations) {
		List<SqlScript> scripts = new ArrayList<>();
		for (String location : locations) {
			scripts.addAll(location.startsWith(CLASSPATH) ? resources(location) : files(location));
		}
		return scripts;
	}

	private List<SqlScript> files(String location) {
		String name = location.startsWith("file:") ? location.substring("file:".length()) : location;
		Path path = Path.of(name);
		if (!Files.isDirectory(path)) {
			return List.of(script(name, bytes(location, path)));
		}
		try (Stream<Path> entries = Files.list(path)) {
			List<Path> files = entries.filter((entry) -> entry.getFileName().toString().endsWith(SUFFIX))
				.filter(Files::isRegularFile)
				.sorted(Comparator.comparing((entry) -> entry.getFileName().toString()))
				.toList();
			if (files.isEmpty()) {
				throw new InvalidInputException(
						"Schema folder '%s' holds no file whose name ends with .sql".formatted(location));
			}
			return files.stream().map((file) -> script(file.toString(), bytes(location, file))).toList();
		}
		catch (IOException ex) {
			throw unreadable(location, ex);
		}
	}

	private static byte[] bytes(String location, Path path) {
		try {
			return Files.readAllBytes(path);
		}
		catch (IOException ex) {
			throw unreadable(location, ex);
		}
	}

	private List<SqlScript> resources(String location) {
		String pattern = location.endsWith("/") ? location + "*" + SUFFIX : location;
		try {
			List<Resource> found = Arrays
				.stream(ResourcePatternUtils.getResourcePatternResolver(this.resources).getResources(pattern))
				.filter(Resource::exists)
				.sorted(Comparator.comparing((resource) -> Objects.requireNonNullElse(resource.getFilename(), "")))
				.toList();
			if (found.isEmpty()) {
				throw new InvalidInputException("Schema file '%s' does not exist".formatted(location));
			}
			List<SqlScript> scripts = new ArrayList<>();
			for (Resource resource : found) {
				try (InputStream content = resource.getInputStream()) {
					scripts.add(script((found.size() == 1) ? location : String.valueOf(resource.getFilename()),
							content.readAllBytes()));
				}
			}
			return scripts;
		}
		catch (IOException ex) {
			throw unreadable(location, ex);
		}
	}

	private static InvalidInputException unreadable(String location, IOException ex) {
		String reason = (ex instanceof NoSuchFileException) ? "it does not exist" : FileProblem.reading(ex);
		return new InvalidInputException("Schema file '%s' cannot be read: %s".formatted(location, reason), ex);
	}

	static SqlScript script(String name, byte[] content) {
		String text;
		try {
			text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new InvalidInputException(
					"Schema file '%s' is not UTF-8. Save it as UTF-8, or dump it with pg_dump --encoding=UTF8"
						.formatted(name),
					ex);
		}
		SqlScript script = SqlScript.parse(name, text);
		if (script.statements().isEmpty()) {
			throw new InvalidInputException("Schema file '%s' holds no statement".formatted(name));
		}
		script.statements().forEach((statement) -> refuseOtherEncoding(statement, text));
		return script;
	}

	/** Bytes of another encoding may by chance be valid, and then mean something else. */
	private static void refuseOtherEncoding(SqlStatement statement, String text) {
		boolean utf8 = !statement.startsWith("set", "client_encoding")
				|| Set.of("utf8", "utf-8", "unicode", "sql_ascii")
					.contains(statement.token(3).value().toLowerCase(Locale.ROOT));
		if (!utf8 && text.chars().anyMatch((character) -> character > 0x7F)) {
			throw new InvalidInputException(
					"%s: the file says that its encoding is %s. Dump it with pg_dump --encoding=UTF8"
						.formatted(statement.position(), statement.token(3).value()));
		}
	}

}
