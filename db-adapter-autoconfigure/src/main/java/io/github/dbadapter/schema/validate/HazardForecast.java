package io.github.dbadapter.schema.validate;

import java.util.List;
import java.util.Map;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.SchemaDiff;

/**
 * Tells what removing differences could do besides, without looking at rows.
 * Implementations are pure and safe for concurrent use.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HazardForecast {

	/**
	 * Tells the hazards.
	 * @param diff the differences
	 * @param expected what is expected
	 * @param actual what was found
	 * @return names of hazards by {@link DifferenceNotes#key}, without entry for a
	 * difference that cannot be removed
	 */
	Map<String, List<String>> hazards(SchemaDiff diff, DatabaseSchema expected, DatabaseSchema actual);

}
