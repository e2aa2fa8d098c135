package io.github.dbadapter.copy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Turns JSON objects into rows of COPY's text format, the fields in a fixed order
 * whatever the order of the keys. Not safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class JsonRowDecoder {

	private static final int KEPT_CAPACITY = 1 << 16;

	private final String[] names;

	private final JsonCopyDecoder[] decoders;

	private final Map<String, Integer> indexes = new HashMap<>();

	private final int[] starts;

	private final int[] ends;

	private final GrowableBytes fields = new GrowableBytes(KEPT_CAPACITY);

	/**
	 * Creates a decoder.
	 * @param columns the fields wanted, in order; other keys of the objects are ignored
	 */
	public JsonRowDecoder(List<Column> columns) {
		this.names = columns.stream().map(Column::name).toArray(String[]::new);
		this.decoders = columns.stream()
			.map((column) -> new JsonCopyDecoder(column.encoding(), column.reading(), column.distance()))
			.toArray(JsonCopyDecoder[]::new);
		for (int i = 0; i < this.names.length; i++) {
			this.indexes.put(this.names[i], i);
		}
		this.starts = new int[this.names.length];
		this.ends = new int[this.names.length];
	}

	/**
	 * Appends the fields of one row, with tabs between them. A key that is absent is SQL
	 * NULL.
	 * @param parser a parser at the start of an object, left at its end
	 * @param out where to append
	 */
	public void decode(JsonParser parser, GrowableBytes out) {
		Arrays.fill(this.ends, -1);
		this.fields.clear(KEPT_CAPACITY);
		int expected = 0;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			int index = index(parser.currentName(), expected);
			parser.nextToken();
			if (index < 0) {
				parser.skipChildren();
				continue;
			}
			this.starts[index] = this.fields.size();
			this.decoders[index].decode(parser, this.fields);
			this.ends[index] = this.fields.size();
			expected = index + 1;
		}
		for (int i = 0; i < this.names.length; i++) {
			if (i > 0) {
				out.write('\t');
			}
			if (this.ends[i] < 0) {
				out.write("\\N");
			}
			else {
				out.write(this.fields.array(), this.starts[i], this.ends[i] - this.starts[i]);
			}
		}
	}

	private int index(String name, int expected) {
		if (expected < this.names.length && this.names[expected].equals(name)) {
			return expected;
		}
		Integer index = this.indexes.get(name);
		return (index != null) ? index : -1;
	}

	/**
	 * One field.
	 *
	 * @param name key in the JSON object
	 * @param encoding how the values stand there
	 * @param reading what strings stand for
	 * @param distance what is added to whole numbers
	 */
	public record Column(String name, ValueEncoding encoding, TextReading reading, long distance) {

		public Column(String name, ValueEncoding encoding, TextReading reading) {
			this(name, encoding, reading, 0);
		}

		/**
		 * Returns the field with every whole number moved.
		 * @param value what is added
		 * @return the field
		 */
		public Column movedBy(long value) {
			return new Column(this.name, this.encoding, this.reading, value);
		}

	}

}
