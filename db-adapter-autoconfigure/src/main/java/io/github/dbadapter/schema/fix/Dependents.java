package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Routine;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.schema.fix.DatabaseFacts.Outside;
import io.github.dbadapter.sql.SqlSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what else uses an object that goes or changes: what PostgreSQL would refuse to
 * leave behind, and routines that name it in their bodies, which PostgreSQL reads no
 * sooner than they run.
 */
final class Dependents {

	private final Planning planning;

	private final Map<String, Set<String>> words = new HashMap<>();

	Dependents(Planning planning) {
		this.planning = planning;
	}

	void plan() {
		for (Change change : this.planning.changes()) {
			SchemaPart<?> actual = change.actual();
			Step step = change.drop();
			if (actual != null && change.isTakenDown() && step != null) {
				step.hazard(refused(actual.reference(), false));
				step.hazard(used(change));
			}
			else if (actual != null && change.isRetyped()) {
				FixHazard refused = refused(actual.reference(), true);
				this.planning.steps()
					.stream()
					.filter((one) -> one.destroys().contains(Node.actual(actual.reference())))
					.findFirst()
					.ifPresent((retyped) -> retyped.hazard(refused));
			}
		}
	}

	private @Nullable FixHazard refused(ObjectReference object, boolean retyped) {
		List<String> names = this.planning.facts()
			.outside()
			.getOrDefault(object, List.of())
			.stream()
			.filter((outside) -> !retyped || outside.blocksRetype())
			.map(Outside::name)
			.sorted()
			.toList();
		return names.isEmpty() ? null : new FixHazard(Hazard.BREAKS_DEPENDENTS,
				"%s depends on %s and is not among what is compared".formatted(String.join(", ", names), object),
				RemedyText.of("compare its schema too (db.schema.schemas), or take it away and put it back by hand"),
				null, new DataCheck.Result(null, names, "PostgreSQL refuses the statement while it is there"));
	}

	private @Nullable FixHazard used(Change change) {
		ObjectReference reference = change.source().reference();
		if (change.actual() == null || !isUsedByName(change)) {
			return null;
		}
		Set<String> names = (reference.kind() == ObjectKind.COLUMN)
				? new TreeSet<>(List.of(reference.name().name().value(), String.valueOf(reference.detail())))
				: Set.of(reference.name().name().value());
		List<String> routines = naming(names, reference);
		return routines.isEmpty() ? null
				: FixHazard.of(Hazard.BREAKS_DEPENDENTS,
						"%s may fail when called: the body names %s %s, which %s".formatted(String.join(", ", routines),
								reference.kind().words(), reference,
								(change.mode() == Change.Mode.DROP) ? "goes" : "changes its arguments or result"),
						"change it first, or in the same schema file");
	}

	/** Views and tables that are put back are found again under their name. */
	private static boolean isUsedByName(Change change) {
		ObjectKind kind = change.source().reference().kind();
		boolean changed = ObjectKinds.isRoutine(kind) && change.hasAny(Property.RESULT, Property.ARGUMENTS);
		if (change.mode() != Change.Mode.DROP) {
			return changed;
		}
		boolean ofTable = !(change.source().model() instanceof Column) || change.source().owner() instanceof Table;
		return ofTable && switch (kind) {
			case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, COLUMN, FUNCTION, PROCEDURE, AGGREGATE -> true;
			default -> false;
		};
	}

	/** A table or column under its old name. */
	@Nullable FixHazard renamed(RenameHint hint) {
		ObjectReference own = ObjectReference.of(ObjectKind.TABLE, hint.table());
		Set<String> routines = new TreeSet<>(naming(Set.of(hint.from()), own));
		if (hint.to() != null) {
			Set<String> ofTable = new TreeSet<>(naming(Set.of(hint.table().name().value()), own));
			this.planning.options()
				.renames()
				.stream()
				.filter((other) -> other.to() == null && other.table().equals(hint.table()))
				.forEach((other) -> ofTable.addAll(naming(Set.of(other.from()), own)));
			routines.retainAll(ofTable);
		}
		return routines.isEmpty() ? null
				: FixHazard.of(
						Hazard.BREAKS_DEPENDENTS, "%s may fail when called: the body uses the old name %s"
							.formatted(String.join(", ", routines), hint.from()),
						"change it first, or in the same schema file");
	}

	private List<String> naming(Set<String> names, ObjectReference except) {
		List<String> routines = new ArrayList<>();
		this.planning.facts().bodies().forEach((routine, body) -> {
			if (!routine.equals(except.toString()) && stays(routine) && words(routine, body).containsAll(names)
					&& !isRewritten(routine, names)) {
				routines.add("routine " + routine);
			}
		});
		return routines;
	}

	private @Nullable Change change(String routine) {
		return this.planning.changes()
			.stream()
			.filter((change) -> change.actual() != null && change.actual().model() instanceof Routine model
					&& routine.equals(model.name() + "(" + model.identityArguments() + ")"))
			.findFirst()
			.orElse(null);
	}

	private boolean stays(String routine) {
		Change change = change(routine);
		return change == null || change.mode() != Change.Mode.DROP;
	}

	/** Whether the plan itself gives it a body without these names. */
	private boolean isRewritten(String routine, Set<String> names) {
		Change change = change(routine);
		return change != null && change.has(Property.DEFINITION) && change.expected() != null
				&& change.expected().model() instanceof Routine expected
				&& !identifiers(expected.definition()).containsAll(names);
	}

	private Set<String> words(String routine, String body) {
		return Objects.requireNonNull(this.words.computeIfAbsent(routine, (key) -> identifiers(body)));
	}

	/** Also those in the strings of a body: they may be SQL that it puts together. */
	private static Set<String> identifiers(String text) {
		Set<String> all = new TreeSet<>();
		try {
			all.addAll(SqlText.identifiers(text));
		}
		catch (SqlSyntaxException ex) {
			// A body in another language is no SQL.
		}
		for (String word : text.split("[^\\p{L}\\p{N}_$]+")) {
			all.add(word);
		}
		return all;
	}

}
