package io.github.dbadapter.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a model to JSON and reads it back, equal to what was written. The text is the
 * same for equal models and has one property or element a line, so that versions of it
 * compare well; what is empty, false or absent is left out.
 *
 * @since 0.1.0
 */
public final class SchemaSnapshot {

	/**
	 * Version of the format that is written, and the newest that is read.
	 */
	public static final int FORMAT = 1;

	/** Of an empty text or a zero it matters that it is there. */
	private static final JsonInclude.Value NOT_NULL = JsonInclude.Value.construct(JsonInclude.Include.NON_NULL,
			JsonInclude.Include.NON_NULL);

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.addModule(SnapshotNames.module())
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_DEFAULT))
		.withConfigOverride(String.class, (config) -> config.setInclude(NOT_NULL))
		.withConfigOverride(Integer.class, (config) -> config.setInclude(NOT_NULL))
		.withConfigOverride(List.class,
				(config) -> config.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
		.withConfigOverride(Map.class,
				(config) -> config.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
		.build();

	private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

	private SchemaSnapshot() {
	}

	/**
	 * Writes a model as JSON.
	 * @param schema the model
	 * @return the text, ending with a line feed
	 */
	public static String write(DatabaseSchema schema) {
		return MAPPER.writer()
			.with(new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER))
			.writeValueAsString(SnapshotDocument.of(schema, FORMAT)) + "\n";
	}

	/**
	 * Writes a model to a file, which appears whole or not at all. Blocks.
	 * @param schema the model
	 * @param file the file, replaced if it exists
	 * @throws InvalidInputException if the file cannot be written
	 */
	public static void write(DatabaseSchema schema, Path file) {
		Path absolute = file.toAbsolutePath();
		Path temporary = absolute.resolveSibling(absolute.getFileName() + ".tmp");
		try {
			Files.writeString(temporary, write(schema));
			move(temporary, absolute);
		}
		catch (IOException ex) {
			temporary.toFile().delete();
			throw new InvalidInputException(
					"Could not write the snapshot '%s': %s".formatted(file, FileProblem.writing(ex, file)), ex);
		}
	}

	private static void move(Path from, Path to) throws IOException {
		try {
			Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/**
	 * Reads a model from a file. Blocks.
	 * @param file the file
	 * @return the model
	 * @throws InvalidInputException if the file cannot be read, is not a snapshot or is
	 * of a newer format
	 */
	public static DatabaseSchema read(Path file) {
		try {
			return read(Files.readString(file, StandardCharsets.UTF_8), file.toString());
		}
		catch (NoSuchFileException ex) {
			throw new InvalidInputException("The snapshot '%s' does not exist".formatted(file), ex);
		}
		catch (IOException ex) {
			throw new InvalidInputException(
					"Could not read the snapshot '%s': %s".formatted(file, FileProblem.reading(ex)), ex);
		}
	}

	/**
	 * Reads a model from JSON.
	 * @param json the text
	 * @param source where it is from, for messages
	 * @return the model
	 * @throws InvalidInputException if it is not a snapshot, with line and column, or if
	 * it is of a newer format
	 */
	public static DatabaseSchema read(String json, String source) {
		try {
			requireFormat(MAPPER.readerFor(Header.class)
				.without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
				.<Header>readValue(json));
			return MAPPER.readValue(json, SnapshotDocument.class).toSchema();
		}
		catch (JacksonException ex) {
			throw new InvalidInputException(
					"The snapshot '%s' cannot be read: %s%s".formatted(source, ex.getOriginalMessage(), place(ex)), ex);
		}
		catch (InvalidInputException ex) {
			throw new InvalidInputException("The snapshot '%s' cannot be read: %s".formatted(source, ex.getMessage()),
					ex);
		}
	}

	private static void requireFormat(Header header) {
		if (header.format() <= 0) {
			throw new InvalidInputException("there is no 'format', so this is not a snapshot of db-adapter");
		}
		if (header.format() > FORMAT) {
			throw new InvalidInputException(
					"it has format %d and this version of db-adapter reads up to %d; update db-adapter"
						.formatted(header.format(), FORMAT));
		}
	}

	private static String place(JacksonException ex) {
		StringBuilder place = new StringBuilder();
		TokenStreamLocation location = ex.getLocation();
		if (location != null && location.getLineNr() > 0) {
			place.append(", line ").append(location.getLineNr()).append(", column ").append(location.getColumnNr());
		}
		if (ex instanceof DatabindException && !ex.getPath().isEmpty()) {
			place.append(", at ").append(ex.getPathReference());
		}
		return place.toString();
	}

	private record Header(int format) {

	}

}
