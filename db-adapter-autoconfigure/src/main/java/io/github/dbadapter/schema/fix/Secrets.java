package io.github.dbadapter.schema.fix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.OtherObject;
import io.github.dbadapter.schema.diff.SchemaPart;
import org.jspecify.annotations.Nullable;

/**
 * Objects that hold secrets, which no model has: they cannot be made, and once they are
 * gone they cannot be put back.
 */
final class Secrets {

	/** What the introspection tells instead of a secret. */
	static final String MASKED = "'********'";

	private final Planning planning;

	Secrets(Planning planning) {
		this.planning = planning;
	}

	/** Why an object cannot be made from its model, {@code null} when it can. */
	static @Nullable String cannotMake(SchemaPart<?> part) {
		if (!(part.model() instanceof OtherObject other)) {
			return null;
		}
		if (other.type().equals("SUBSCRIPTION")) {
			return "where it connects to is a secret that is not told: create it by hand";
		}
		return other.definition().contains(MASKED)
				? "its password is a secret that is not told: CREATE %s by hand".formatted(other.type()) : null;
	}

	/** Why an object cannot be dropped, {@code null} when it can. */
	static @Nullable String cannotDrop(SchemaPart<?> part) {
		return (part.model() instanceof OtherObject other && other.type().equals("SUBSCRIPTION"))
				? "its slot on the publisher cannot be dropped in a transaction: DROP SUBSCRIPTION by hand" : null;
	}

	/** Why an object cannot be replaced, {@code null} when it can. */
	@Nullable String cannotReplace(SchemaPart<?> actual, SchemaPart<?> expected) {
		if (!(actual.model() instanceof OtherObject before)
				|| (expected.model() instanceof OtherObject after && ForeignOptions.canChange(before, after))) {
			return null;
		}
		String reason = (cannotDrop(actual) != null) ? cannotDrop(actual) : cannotMake(expected);
		ObjectReference secret = (reason == null) ? below(actual.reference()) : null;
		return (secret != null)
				? "%s depends on it and holds secrets that could not be put back: ALTER it by hand".formatted(secret)
				: reason;
	}

	/** Others' mappings are read without their options, so that any may hold some. */
	private @Nullable ObjectReference below(ObjectReference object) {
		Deque<ObjectReference> open = new ArrayDeque<>(Set.of(object));
		Set<ObjectReference> seen = new HashSet<>();
		while (!open.isEmpty()) {
			ObjectReference next = open.remove();
			SchemaPart<?> part = this.planning.actual().part(next);
			boolean mapping = part != null && part.model() instanceof OtherObject other
					&& other.type().equals("USER MAPPING");
			if (mapping && !next.equals(object)) {
				return next;
			}
			if (seen.add(next)) {
				this.planning.actual().dependents(Node.actual(next)).forEach((node) -> open.add(node.reference()));
			}
		}
		return null;
	}

}
