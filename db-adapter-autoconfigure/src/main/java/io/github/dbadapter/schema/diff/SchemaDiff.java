package io.github.dbadapter.schema.diff;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.schema.ObjectReference;

/**
 * Result of a comparison.
 *
 * @param differences differences, worst first, then by object
 * @param tables number of expected tables
 * @since 0.1.0
 */
public record SchemaDiff(List<SchemaDifference> differences, int tables) {

	public SchemaDiff {
		differences = differences.stream().sorted().toList();
	}

	/**
	 * Whether the schemas are in sync.
	 * @param strict whether what is merely {@link Severity#EXTRA} counts as drift
	 * @return whether they are
	 */
	public boolean inSync(boolean strict) {
		return strict ? this.differences.isEmpty()
				: this.differences.stream().allMatch((difference) -> difference.severity() == Severity.EXTRA);
	}

	public Summary summary() {
		return new Summary(count(Severity.BREAKING), count(Severity.DRIFT), count(Severity.EXTRA));
	}

	private int count(Severity severity) {
		return (int) this.differences.stream().filter((difference) -> difference.severity() == severity).count();
	}

	/**
	 * Returns the objects whose expressions are rendered differently, though they may
	 * mean the same: PostgreSQL's rendering changes once more when it is read again. They
	 * are settled by re-creating them on both sides and comparing those.
	 * @return identities of objects that stand by themselves, in order
	 */
	public SortedSet<ObjectReference> unsettled() {
		SortedSet<ObjectReference> unsettled = new TreeSet<>();
		Set<ObjectReference> missing = owners(MissingObject.class);
		Set<ObjectReference> extra = owners(ExtraObject.class);
		for (SchemaDifference difference : this.differences) {
			if (difference instanceof ChangedObject changed && changed.expression()) {
				unsettled.add(changed.expectedPart().owner().reference());
			}
		}
		missing.stream().filter(extra::contains).forEach(unsettled::add);
		return Collections.unmodifiableSortedSet(unsettled);
	}

	/** A part with an expression that is on neither side by name may be the same part. */
	private Set<ObjectReference> owners(Class<? extends SchemaDifference> type) {
		return this.differences.stream()
			.filter((difference) -> type.isInstance(difference) && Expressions.mayBeRenderingOnly(difference))
			.map(Expressions::owner)
			.collect(Collectors.toSet());
	}

	/**
	 * Replaces what this comparison says about the expressions of unsettled objects by
	 * what another one says, which was made after they had been rendered once more on
	 * both sides. All other differences stay.
	 * @param again the other comparison, of the unsettled objects at least
	 * @return the settled comparison; a difference that both have is told in the words of
	 * this one
	 */
	public SchemaDiff settledBy(SchemaDiff again) {
		SortedSet<ObjectReference> unsettled = unsettled();
		Predicate<SchemaDifference> concerned = (difference) -> Expressions.mayBeRenderingOnly(difference)
				&& unsettled.contains(Expressions.owner(difference));
		Map<String, SchemaDifference> first = this.differences.stream()
			.collect(Collectors.toMap(SchemaDiff::key, Function.identity(), (one, other) -> one));
		Stream<SchemaDifference> settled = again.differences.stream()
			.filter(concerned)
			.map((difference) -> first.getOrDefault(key(difference), difference));
		return new SchemaDiff(Stream.concat(this.differences.stream().filter(concerned.negate()), settled).toList(),
				this.tables);
	}

	private static String key(SchemaDifference difference) {
		return difference.type() + " " + difference.object();
	}

	/**
	 * Returns the differences as lines of text, worst first.
	 * @return the text, empty when there are none
	 */
	public String toText() {
		return this.differences.stream().map(SchemaDiff::line).collect(Collectors.joining("\n"));
	}

	private static String line(SchemaDifference difference) {
		StringBuilder line = new StringBuilder(
				"%-8s  %s  %s".formatted(difference.severity(), difference.object(), difference.summary()));
		if (difference.expected() != null) {
			line.append("  expected ").append(difference.expected());
		}
		if (difference.actual() != null) {
			line.append("  actual ").append(difference.actual());
		}
		return line.toString();
	}

	/**
	 * How many differences there are.
	 *
	 * @param breaking number of {@link Severity#BREAKING} ones
	 * @param drift number of {@link Severity#DRIFT} ones
	 * @param extra number of {@link Severity#EXTRA} ones
	 */
	public record Summary(int breaking, int drift, int extra) {

	}

}
