package io.github.dbadapter.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.Progress.Phase;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;

/**
 * First reading of a file: checks all of it without keeping rows.
 */
final class BackupReader {

	/** The file's own three levels, and what the encoder writes as JSON. */
	private static final int MAX_DEPTH = 64;

	private static final int MAX_COLUMNS = 1600;

	static final int MAX_NAME = 4096;

	/** A row must fit into memory several times while it is taken apart. */
	static final long MAX_ROW = Math.min(BackupWriter.MAX_ROW, Runtime.getRuntime().maxMemory() / 8);

	/** Python writes numbers that are none as bare words. */
	static final JsonFactory FACTORY = JsonFactory.builder()
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH)
			.maxNumberLength(200_000)
			.maxStringLength((int) MAX_ROW)
			.maxNameLength(MAX_NAME)
			.build())
		.build();

	private final Path file;

	private final FileStamp stamp;

	private final HashingInput input;

	private final JsonParser parser;

	private final ProgressMeter progress;

	private final Map<String, FileTable> tables = new LinkedHashMap<>();

	private final Map<String, String> hashes = new HashMap<>();

	private @Nullable JsonNode metadata;

	private String table = "";

	private long row = -1;

	private BackupReader(Path file, FileStamp stamp, HashingInput input, ProgressListener listener) {
		this.file = file;
		this.stamp = stamp;
		this.input = input;
		this.parser = FACTORY.createParser(ObjectReadContext.empty(), input);
		this.progress = new ProgressMeter(listener, Phase.CHECK, -1);
	}

	/**
	 * Checks a file.
	 * @throws InvalidInputException if the file cannot be opened
	 * @throws InvalidBackupException if it is no sound backup
	 */
	static BackupContents check(Path file, ProgressListener listener) {
		if (!Files.isRegularFile(file)) {
			throw new InvalidInputException("Could not read the backup '%s': %s".formatted(file,
					Files.isDirectory(file) ? "it is a folder. Name a file" : "there is no such file. Check the name"));
		}
		try (InputStream raw = Files.newInputStream(file);
				HashingInput input = new HashingInput(Compression.open(raw))) {
			FileStamp stamp = FileStamp.of(file);
			return check(file, stamp, input, listener);
		}
		catch (AccessDeniedException ex) {
			throw new InvalidInputException(
					"Could not read the backup '%s': %s".formatted(file, FileProblem.reading(ex)), ex);
		}
		catch (IOException ex) {
			throw new InvalidBackupException(file, List.of(unreadable(ex)), ex);
		}
	}

	private static BackupContents check(Path file, FileStamp stamp, HashingInput input, ProgressListener listener)
			throws IOException {
		BackupReader reader;
		try {
			reader = new BackupReader(file, stamp, input, listener);
		}
		catch (JacksonException ex) {
			throw new InvalidBackupException(file, List.of(describe(ex)), ex);
		}
		try {
			reader.read();
		}
		catch (JacksonException ex) {
			throw new InvalidBackupException(file, List.of(reader.where() + describe(ex)), ex);
		}
		return reader.contents();
	}

	private static String describe(JacksonException ex) {
		if (ex.getCause() instanceof IOException cause) {
			return unreadable(cause);
		}
		TokenStreamLocation location = ex.getLocation();
		String at = (location != null) ? " at line %d column %d".formatted(location.getLineNr(), location.getColumnNr())
				: "";
		String problem = (ex instanceof StreamConstraintsException) ? "it is nested too deeply, or a value is too large"
				: "it is not valid JSON";
		return problem + at + ": " + ex.getOriginalMessage();
	}

	private static String unreadable(IOException ex) {
		return "it cannot be read to its end: " + ((ex.getMessage() != null) ? ex.getMessage() : "it is cut off");
	}

	private String where() {
		if (this.row >= 0) {
			return "table '%s', row %d: ".formatted(this.table, this.row);
		}
		return this.table.isEmpty() ? "" : "table '%s': ".formatted(this.table);
	}

	private InvalidBackupException invalid(String problem) {
		return new InvalidBackupException(this.file,
				where() + problem + " (line %d column %d)".formatted(this.parser.currentTokenLocation().getLineNr(),
						this.parser.currentTokenLocation().getColumnNr()));
	}

	private void read() {
		if (this.parser.nextToken() != JsonToken.START_OBJECT) {
			throw invalid("it is not a backup: expected one JSON object");
		}
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String key = this.parser.currentName();
			if (this.tables.containsKey(key) || (key.equals("metadata") && this.metadata != null)) {
				throw invalid("key '%s' appears twice".formatted(key));
			}
			JsonToken token = this.parser.nextToken();
			if (key.equals("metadata") && token == JsonToken.START_OBJECT) {
				this.metadata = MetadataReader.read(this.parser, this::invalid);
			}
			else if (token == JsonToken.START_ARRAY) {
				table(key);
			}
			else {
				throw invalid("it is not a backup: '%s' is not an array of rows".formatted(key));
			}
		}
		if (this.parser.nextToken() != null) {
			throw invalid("there is more after the end of the backup");
		}
	}

	private void table(String key) {
		this.table = key;
		this.progress.table(key, this.input.position());
		this.input.begin(offset());
		Map<String, Integer> columns = new LinkedHashMap<>();
		int[] seen = new int[MAX_COLUMNS];
		String[] order = new String[MAX_COLUMNS];
		long rows = 0;
		JsonToken token = this.parser.nextToken();
		while (token == JsonToken.START_OBJECT) {
			this.row = rows;
			row(columns, order, seen, (int) (rows % Integer.MAX_VALUE) + 1);
			rows++;
			this.progress.row(this.input.position());
			token = this.parser.nextToken();
		}
		if (token != JsonToken.END_ARRAY) {
			this.row = rows;
			throw invalid("it is not an object");
		}
		this.row = -1;
		this.hashes.put(key, this.input.end(offset()));
		this.tables.put(key, new FileTable(this.tables.size(), key, new ArrayList<>(columns.keySet()), rows, null));
		this.table = "";
	}

	private void row(Map<String, Integer> columns, String[] order, int[] seen, int mark) {
		long start = this.input.position();
		int expected = 0;
		String last = "";
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			refuseHugeRow(start, last);
			String name = this.parser.currentName();
			int index = expected;
			if (expected >= columns.size() || !order[expected].equals(name)) {
				index = column(name, columns, order);
			}
			if (seen[index] == mark) {
				throw invalid("key '%s' appears twice".formatted(name));
			}
			seen[index] = mark;
			expected = index + 1;
			if (this.parser.nextToken() == null) {
				throw invalid("the file ends inside a row");
			}
			this.parser.skipChildren();
			last = name;
		}
		refuseHugeRow(start, last);
	}

	/** Looked at after the token that follows a value, because only then it was read. */
	private void refuseHugeRow(long start, String value) {
		if (this.input.position() - start > MAX_ROW) {
			throw invalid("the value of '%s' makes the row larger than %d MB%s".formatted(value, MAX_ROW >> 20,
					(MAX_ROW < BackupWriter.MAX_ROW) ? "; give the program a larger heap (-Xmx)" : ""));
		}
	}

	private int column(String name, Map<String, Integer> columns, String[] order) {
		Integer known = columns.get(name);
		if (known != null) {
			return known;
		}
		int index = columns.size();
		if (index == MAX_COLUMNS) {
			throw invalid("it has more than %d columns".formatted(MAX_COLUMNS));
		}
		columns.put(name, index);
		order[index] = name;
		return index;
	}

	private long offset() {
		return this.parser.currentTokenLocation().getByteOffset();
	}

	private BackupContents contents() throws IOException {
		JsonNode found = this.metadata;
		if (found == null) {
			throw new InvalidBackupException(this.file, "it is not a backup: there is no 'metadata'");
		}
		List<FileTable> described = MetadataReader.describe(this.file, found, this.tables, this.hashes);
		return new BackupContents(this.file, found, described, this.stamp.size(), this.input.position(), this.stamp);
	}

}
