package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;

/**
 * Reads a {@code db.toml}: {@code [profiles.local]} with {@code url} becomes
 * {@code db.profiles[local].url}, and likewise every other section and key.
 */
final class ConfigFile {

	static final String DEFAULT_NAME = "db.toml";

	/** Which some editors on Windows put before the text. */
	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final Path path;

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private ConfigFile(Path path) {
		this.path = path;
	}

	/**
	 * Reads the file.
	 * @param path the file
	 * @return values by property name, each knowing where it comes from
	 * @throws InvalidInputException if the file cannot be read or is not TOML
	 */
	static Map<String, Object> read(Path path) {
		ConfigFile file = new ConfigFile(path);
		file.flatten("db", "", file.parse());
		return file.properties;
	}

	/** The parser's own message may quote the line, which may hold a password. */
	private JsonNode parse() {
		try {
			String text = Files.readString(this.path);
			return new TomlMapper().readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
		}
		catch (JacksonException ex) {
			String at = (ex.getLocation() != null)
					? " at line %d, column %d".formatted(ex.getLocation().getLineNr(), ex.getLocation().getColumnNr())
					: "";
			throw new InvalidInputException("The configuration file %s is not valid TOML%s".formatted(this.path, at));
		}
		catch (IOException ex) {
			throw new InvalidInputException(
					"Could not read the configuration file %s: %s".formatted(this.path, FileProblem.reading(ex)), ex);
		}
	}

	private void flatten(String name, String key, JsonNode node) {
		if (node.isObject()) {
			node.properties()
				.forEach((child) -> flatten(name + element(child.getKey()),
						key.isEmpty() ? child.getKey() : key + "." + child.getKey(), child.getValue()));
		}
		else if (node.isArray()) {
			for (int index = 0; index < node.size(); index++) {
				flatten(name + "[" + index + "]", key, node.get(index));
			}
		}
		else {
			this.properties.put(name,
					OriginTrackedValue.of(node.asString(), new TomlOrigin(this.path.toString(), key)));
		}
	}

	/** Brackets keep names as they are that are not made of plain letters. */
	private static String element(String key) {
		return key.matches("[a-z][a-z0-9_-]*") ? "." + key : "[" + key + "]";
	}

	private record TomlOrigin(String file, String key) implements Origin {

		@Override
		public String toString() {
			return this.key + " in " + this.file;
		}

	}

}
