package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CompositeType.Attribute;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.ChangedObject;
import io.github.dbadapter.schema.diff.ExtraObject;
import io.github.dbadapter.schema.diff.MissingObject;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.schema.diff.Severity;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each difference whether it is repaired, and how.
 */
final class Intake {

	private static final RemedyText DROP_EXTRA = RemedyText.format("%s", Remedy.DROP_EXTRA);

	private final Planning planning;

	private final KindPlanners kinds;

	Intake(Planning planning, KindPlanners kinds) {
		this.planning = planning;
		this.kinds = kinds;
	}

	void take(SchemaDiff diff) {
		List<ChangedObject> minor = new ArrayList<>();
		for (SchemaDifference difference : diff.differences()) {
			if (difference instanceof MissingObject missing) {
				missing(missing);
			}
			else if (difference instanceof ExtraObject extra) {
				extra(extra);
			}
			else if (difference instanceof ChangedObject changed) {
				if (changed.severity() == Severity.EXTRA && !this.planning.options().dropExtra()) {
					minor.add(changed);
				}
				else {
					changed(changed);
				}
			}
		}
		minor.forEach(this::minor);
		recreations();
		Obstacles obstacles = new Obstacles(this.planning);
		obstacles.clear();
		obstacles.keepPartitionsOut();
		decide();
	}

	private void missing(MissingObject missing) {
		SchemaPart<?> part = missing.part();
		SchemaPart<?> other = (part != null) ? ofOtherKind(part, this.planning.actual()) : null;
		if (part == null) {
			onlyNamed(missing);
		}
		else if (part.model() instanceof Attribute) {
			ofOwner(part, missing.actualOwner()).add(missing);
		}
		else if (other != null) {
			exchanged(part, other, missing);
		}
		else if (Secrets.cannotMake(part) != null) {
			this.planning.unresolved().put(missing, RemedyText.of(String.valueOf(Secrets.cannotMake(part))));
		}
		else {
			this.planning.add(part, null).add(missing);
		}
	}

	/** A type that becomes one of another kind, such as a domain that becomes an enum. */
	private static @Nullable SchemaPart<?> ofOtherKind(SchemaPart<?> part, SchemaGraph graph) {
		ObjectKind kind = part.reference().kind();
		return (!ObjectKinds.isType(kind) || kind == ObjectKind.OTHER) ? null
				: Stream.of(ObjectKind.ENUM, ObjectKind.DOMAIN, ObjectKind.COMPOSITE_TYPE, ObjectKind.RANGE_TYPE)
					.filter((other) -> other != kind)
					.<SchemaPart<?>>map((other) -> graph.part(ObjectReference.of(other, part.reference().name())))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	private void exchanged(SchemaPart<?> expected, SchemaPart<?> actual, SchemaDifference difference) {
		Change change = this.planning.add(expected, actual);
		change.mode(Change.Mode.REPLACE);
		change.add(difference);
	}

	/** Of a column that is known by name alone, a person may have told the rest. */
	private void onlyNamed(MissingObject missing) {
		String definition = this.planning.options().columnDefs().get(missing.object());
		if (missing.object().kind() != ObjectKind.COLUMN || definition == null) {
			this.planning.unresolved()
				.put(missing,
						(missing.object().kind() == ObjectKind.COLUMN)
								? RemedyText.format("only its name is expected: tell its type with %s",
										Remedy.COLUMN_DEFS)
								: RemedyText.of("only its name is expected: a table needs a schema file"));
			return;
		}
		QualifiedName table = missing.object().name();
		String name = String.valueOf(missing.object().detail());
		Step step = this.planning.add(Step
			.clause(Rank.COLUMN, table, missing.object(), "adds column " + missing.object(),
					"ADD COLUMN %s %s".formatted(SqlText.quoted(name), definition))
			.provides(Node.expected(missing.object()))
			.differences(List.of(missing)));
		new Hazards(this.planning).ofDefinition(step, missing.object(), definition);
	}

	private Change ofOwner(SchemaPart<?> part, @Nullable SchemaPart<?> otherOwner) {
		ObjectReference owner = part.owner().reference();
		ObjectReference other = (otherOwner != null) ? otherOwner.owner().reference() : owner;
		SchemaPart<?> expected = this.planning.expected().part(owner);
		SchemaPart<?> actual = this.planning.actual().part(other);
		return this.planning.add(expected, actual);
	}

	private void extra(ExtraObject extra) {
		SchemaPart<?> part = extra.part();
		if (part.model() instanceof Attribute) {
			ofOwner(part, extra.expectedOwner()).add(extra);
			return;
		}
		SchemaPart<?> other = ofOtherKind(part, this.planning.expected());
		if (other != null) {
			exchanged(other, part, extra);
			return;
		}
		String reason = (Secrets.cannotDrop(part) != null) ? Secrets.cannotDrop(part)
				: BaseTypes.cannotDrop(this.planning.actual(), part);
		if (reason != null && this.planning.options().dropExtra()) {
			this.planning.unresolved().put(extra, RemedyText.of(reason));
			return;
		}
		boolean column = part.model() instanceof Column;
		boolean harmless = extra.severity() == Severity.EXTRA;
		if (this.planning.options().dropExtra() || (!harmless && !column)) {
			Change change = this.planning.add(null, part);
			change.mode(Change.Mode.DROP);
			change.add(extra);
			return;
		}
		this.planning.left().put(extra, DROP_EXTRA);
		if (!harmless) {
			Change change = this.planning.add(null, part);
			change.mode(Change.Mode.ALTER);
			change.relaxed();
			change.add(extra);
		}
	}

	private void changed(ChangedObject changed) {
		if (changed.expectedPart().model() instanceof Attribute) {
			ofOwner(changed.expectedPart(), changed.actualPart()).add(changed);
			return;
		}
		Unrepairable unrepairable = new Unrepairable(this.planning);
		if (unrepairable.isInheritedName(changed)) {
			this.planning.left()
				.put(changed, RemedyText.of("the name is a parent's, too, and cannot change by itself"));
			return;
		}
		RemedyText reason = unrepairable.reason(changed);
		if (reason != null) {
			this.planning.unresolved().put(changed, reason);
			return;
		}
		this.planning.add(changed.expectedPart(), changed.actualPart()).add(changed);
	}

	/** What nobody asked for stays, unless the object is worked on anyway. */
	private void minor(ChangedObject changed) {
		Change known = this.planning.knownActual(changed.actualPart().reference());
		boolean name = changed.property() == Property.NAME || changed.property() == Property.SEQUENCE_NAME;
		if (name && known != null && !known.differences().isEmpty()) {
			known.add(changed);
			return;
		}
		this.planning.add(changed.expectedPart(), changed.actualPart());
		this.planning.left().put(changed, DROP_EXTRA);
	}

	private void recreations() {
		for (QualifiedName table : this.planning.options().recreate()) {
			ObjectReference reference = ObjectReference.of(ObjectKind.TABLE, table);
			Change change = this.planning.ofActual(reference);
			if (change != null && change.expected() != null) {
				change.mode(Change.Mode.REPLACE);
				partitionsOf(table);
			}
		}
	}

	/** The rows of partitions move with those of the partitioned table. */
	private void partitionsOf(QualifiedName table) {
		for (Table child : this.planning.actual().children(table)) {
			Change change = (child.partition() != null) ? this.planning.ofActual(child.reference()) : null;
			if (change == null) {
				continue;
			}
			boolean stays = change.expected() != null && change.expected().model() instanceof Table expected
					&& expected.partition() != null;
			if (change.expected() == null || stays) {
				change.mode(stays ? Change.Mode.REPLACE : Change.Mode.DROP);
				this.planning.left().keySet().removeIf((difference) -> difference.object().equals(child.reference()));
			}
			partitionsOf(child.name());
		}
	}

	private void decide() {
		for (Change change : this.planning.changes()) {
			boolean refused = change.actual() == null
					&& change.differences().stream().anyMatch(this.planning.unresolved()::containsKey);
			if (change.mode() != Change.Mode.KEEP || refused) {
				continue;
			}
			if (change.actual() == null) {
				change.mode(Change.Mode.CREATE);
			}
			else if (change.expected() != null && !change.differences().isEmpty()) {
				change.mode(this.kinds.of(change).changesInPlace(change) ? Change.Mode.ALTER : Change.Mode.REPLACE);
			}
		}
		this.planning.changes().forEach(this::remake);
		new Obstacles(this.planning).remakeIndexesAbove();
		this.planning.changes().forEach(this::refuseSwap);
	}

	/** Of a type that is made anew, not all values can move over. */
	private void refuseSwap(Change type) {
		RemedyText reason = (type.mode() == Change.Mode.REPLACE && type.actual() != null)
				? new TypeSwap(this.planning).cannot(type) : null;
		if (reason != null) {
			type.mode(Change.Mode.KEEP);
			type.differences().forEach((difference) -> this.planning.unresolved().put(difference, reason));
		}
	}

	/** A domain whose new check PostgreSQL would not try on the values there are. */
	private void remake(Change check) {
		boolean checked = check.expected() != null && check.expected().model() instanceof DomainType.Check expected
				&& expected.validated() && check.mode() != Change.Mode.KEEP
				&& (check.actual() == null || check.hasAny(Property.DEFINITION, Property.VALIDITY));
		Change domain = checked ? this.planning.ofExpected(check.target().owner().reference()) : null;
		if (domain != null && domain.actual() != null
				&& DomainChecks.isPartOfValues(this.planning, domain.source().reference())) {
			domain.mode(Change.Mode.REPLACE);
			check.differences().forEach(domain::add);
		}
	}

}
