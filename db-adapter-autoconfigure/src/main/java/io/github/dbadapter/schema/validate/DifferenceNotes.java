package io.github.dbadapter.schema.validate;

import java.util.List;
import java.util.Map;

import io.github.dbadapter.schema.diff.SchemaDifference;
import org.jspecify.annotations.Nullable;

/**
 * What is known of differences besides what they are.
 *
 * @param hazards names of the hazards of removing a difference, by its type and object;
 * none for one that cannot be removed
 * @param rows rows of tables that were not expected, as the server last counted them, by
 * type and object
 * @since 0.1.0
 */
public record DifferenceNotes(Map<String, List<String>> hazards, Map<String, Long> rows) {

	private static final DifferenceNotes NONE = new DifferenceNotes(Map.of(), Map.of());

	public DifferenceNotes {
		hazards = Map.copyOf(hazards);
		rows = Map.copyOf(rows);
	}

	/**
	 * Nothing is known.
	 * @return no notes
	 */
	public static DifferenceNotes none() {
		return NONE;
	}

	/**
	 * Returns the hazards of removing a difference.
	 * @param difference the difference
	 * @return names, {@code null} when they are not known
	 */
	public @Nullable List<String> hazardsOf(SchemaDifference difference) {
		return this.hazards.get(key(difference));
	}

	/**
	 * Returns the rows of a table that was not expected.
	 * @param difference the difference
	 * @return about how many, {@code null} when it is not known
	 */
	public @Nullable Long rowsOf(SchemaDifference difference) {
		return this.rows.get(key(difference));
	}

	/**
	 * Returns what a difference is known by here.
	 * @param difference the difference
	 * @return its type and object
	 */
	public static String key(SchemaDifference difference) {
		return difference.type() + " " + difference.object();
	}

}
