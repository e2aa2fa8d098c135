package io.github.dbadapter.schema.diff;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectReference;
import org.jspecify.annotations.Nullable;

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
			.filter(type::isInstance)
			.map(SchemaDiff::expressionOwner)
			.filter((owner) -> owner != null)
			.collect(Collectors.toSet());
	}

	private static @Nullable ObjectReference expressionOwner(SchemaDifference difference) {
		SchemaPart<?> part = (difference instanceof MissingObject missing) ? missing.part()
				: ((ExtraObject) difference).part();
		boolean expression = part != null
				&& ((part.model() instanceof Constraint constraint && TableComparison.hasExpressions(constraint))
						|| (part.model() instanceof Index index && index.hasExpressions()));
		return (part != null && expression) ? part.owner().reference() : null;
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
