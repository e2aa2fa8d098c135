package io.github.dbadapter.schema.fix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.NearestNames;

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

	private static final int ENOUGH_PAIRS = 3;

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
		String wanted = name.toLowerCase(Locale.ROOT).replace('_', '-');
		return Arrays.stream(values())
			.filter((hazard) -> hazard.option().equals(wanted))
			.findFirst()
			.orElseThrow(() -> new InvalidInputException(unknown(name, wanted)));
	}

	private static String unknown(String name, String wanted) {
		return "'%s' is not a hazard.%s Known are: %s".formatted(NearestNames.shown(name),
				nearest(wanted).map((hazard) -> " Did you mean '%s'?".formatted(hazard.option())).orElse(""),
				Arrays.stream(values()).map(Hazard::option).collect(Collectors.joining(", ")));
	}

	/** Nobody shall be led to allow what he has not nearly named. */
	private static Optional<Hazard> nearest(String name) {
		return Arrays.stream(values())
			.filter((hazard) -> pairsInCommon(hazard.option(), name) >= ENOUGH_PAIRS)
			.max(Comparator
				.comparingInt((hazard) -> pairsInCommon(hazard.option(), name) - hazard.option().length() / 2));
	}

	/** Long names of few kinds: neighbouring letters are enough to tell them apart. */
	private static int pairsInCommon(String one, String other) {
		return (int) IntStream.range(0, Math.max(one.length() - 1, 0))
			.filter((at) -> other.contains(one.substring(at, at + 2)))
			.count();
	}

}
