package io.github.dbadapter.schema.fix;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dbadapter.InvalidInputException;

/**
 * What a statement of a plan could do besides what it is for. A plan with hazards is
 * applied only when each of their types has been allowed by name.
 *
 * @since 0.1.0
 */
public enum Hazard {

	/** Rows, columns or parts of values go away. */
	DATA_LOSS,

	/** The table is written anew, while neither readers nor writers get at it. */
	TABLE_REWRITE,

	/** Writers wait for as long as rows are read. */
	LOCKS_WRITES,

	/** Readers and writers wait for as long as rows are read. */
	LOCKS_READS,

	/** Rows that are there may not fit. */
	MAY_FAIL_ON_DATA,

	/** Something else uses what changes and may not work any more. */
	BREAKS_DEPENDENTS;

	/**
	 * Returns the name as people type it.
	 * @return for example {@code data-loss}
	 */
	public String option() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Reads a list of names.
	 * @param names names such as {@code DATA_LOSS} or {@code data-loss}, separated by
	 * commas; may be blank
	 * @return the hazards
	 * @throws InvalidInputException if a name is not known
	 */
	public static Set<Hazard> parse(String names) {
		Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);
		for (String name : names.split(",")) {
			if (!name.isBlank()) {
				hazards.add(of(name.strip()));
			}
		}
		return hazards;
	}

	private static Hazard of(String name) {
		return Arrays.stream(values())
			.filter((hazard) -> hazard.name().equalsIgnoreCase(name.replace('-', '_')))
			.findFirst()
			.orElseThrow(() -> new InvalidInputException("'%s' is not a hazard: known are %s".formatted(name,
					Arrays.stream(values()).map(Hazard::name).collect(Collectors.joining(", ")))));
	}

}
