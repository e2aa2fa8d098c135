package io.github.dbadapter.schema;

/**
 * Type, bounds and steps of a sequence.
 *
 * @param type {@code bigint}, {@code integer} or {@code smallint}
 * @param start start value
 * @param increment step
 * @param minimum lowest value
 * @param maximum highest value
 * @param cache values that a session takes at once
 * @param cycle whether it starts again at its end
 * @since 0.1.0
 */
public record SequenceOptions(String type, long start, long increment, long minimum, long maximum, long cache,
		boolean cycle) {

}
