package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes sequences.
 *
 * @since 0.1.0
 */
public final class SequenceDdl {

	private SequenceDdl() {
	}

	/**
	 * Writes a sequence and its comment, not what owns it.
	 * @param sequence the sequence
	 * @return the statements
	 */
	public static List<String> create(Sequence sequence) {
		List<String> statements = new ArrayList<>();
		statements.add("CREATE " + (sequence.unlogged() ? "UNLOGGED " : "") + "SEQUENCE " + sequence.name().quoted()
				+ "\n    AS " + sequence.options().type() + "\n    " + options(sequence.options()));
		statements.addAll(CommentDdl.of(sequence));
		return statements;
	}

	/**
	 * Writes {@code OWNED BY}.
	 * @param sequence the sequence
	 * @return the statement
	 */
	public static String own(Sequence sequence) {
		return "ALTER SEQUENCE " + sequence.name().quoted() + " OWNED BY " + owner(sequence.ownedBy());
	}

	private static String owner(@Nullable ObjectReference column) {
		return (column == null) ? "NONE"
				: column.name().quoted() + "." + DdlText.quoted(java.util.Objects.requireNonNull(column.detail()));
	}

	/**
	 * Writes all options but the type.
	 * @param options the options
	 * @return for example {@code START WITH 1 INCREMENT BY 1 …}
	 */
	public static String options(SequenceOptions options) {
		return "START WITH %d INCREMENT BY %d MINVALUE %d MAXVALUE %d CACHE %d %s".formatted(options.start(),
				options.increment(), options.minimum(), options.maximum(), options.cache(),
				options.cycle() ? "CYCLE" : "NO CYCLE");
	}

	/** What a sequence has that was given no options. */
	static boolean areDefaults(SequenceOptions options) {
		long maximum = switch (options.type()) {
			case "smallint" -> Short.MAX_VALUE;
			case "integer" -> Integer.MAX_VALUE;
			default -> Long.MAX_VALUE;
		};
		return options.equals(new SequenceOptions(options.type(), 1, 1, 1, maximum, 1, false));
	}

}
