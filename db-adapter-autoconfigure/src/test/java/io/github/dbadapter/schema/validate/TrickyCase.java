package io.github.dbadapter.schema.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A schema that is hard to get right, and one change to it. The line
 * {@code -- change: TYPES} parts them and names the differences; a first line
 * {@code -- not in a transaction: reason} tells that a scratch transaction refuses it.
 * The name of a file that ends with {@code -from-15} tells the oldest version that can.
 *
 * @param name name of the file
 * @param schema the schema
 * @param refusal part of the reason why a scratch transaction refuses it, empty if it
 * does not
 * @param types types of the differences, separated by commas
 * @param change the change
 */
record TrickyCase(String name, String schema, String refusal, String types, String change) {

	private static final Path FOLDER = Path.of("src/test/resources/schema/tricky");

	private static final String CHANGE = "\n-- change: ";

	private static final String REFUSED = "-- not in a transaction: ";

	static List<TrickyCase> all(int majorVersion) {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.sorted().map(TrickyCase::read).filter((each) -> each.from() <= majorVersion).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static TrickyCase read(Path file) {
		try {
			String text = Files.readString(file);
			int change = text.indexOf(CHANGE);
			int end = text.indexOf('\n', change + 1);
			String refusal = text.startsWith(REFUSED) ? text.substring(REFUSED.length(), text.indexOf('\n')) : "";
			return new TrickyCase(file.getFileName().toString().replace(".sql", ""), text.substring(0, change), refusal,
					text.substring(change + CHANGE.length(), end), text.substring(end));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private int from() {
		int from = this.name.indexOf("-from-");
		return (from < 0) ? 0 : Integer.parseInt(this.name.substring(from + 6));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
