package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Takes tables out of publications while a column that a publication names changes its
 * type, or while the table is written anew, and puts them back.
 */
final class PublicationMembers {

	private final Planning planning;

	PublicationMembers(Planning planning) {
		this.planning = planning;
	}

	void plan() {
		this.planning.facts().publications().forEach((table, members) -> members.forEach((member) -> {
			List<Change> changes = causes(table, member);
			Change publication = publication(member);
			if (publication != null && publication.drop() != null) {
				publication.drop()
					.frees(changes.stream().map((change) -> Node.actual(change.source().reference())).toList());
			}
			else if (!changes.isEmpty()) {
				around(table, member, changes);
			}
		}));
	}

	/** What the plan does to the whole publication. */
	private @Nullable Change publication(DatabaseFacts.Membership member) {
		QualifiedName name = QualifiedName.parse(member.publication());
		return this.planning.knownActual(new ObjectReference(ObjectKind.OTHER, name, "PUBLICATION"));
	}

	private List<Change> causes(QualifiedName table, DatabaseFacts.Membership member) {
		List<Change> causes = new ArrayList<>();
		Change whole = this.planning.knownActual(ObjectReference.of(ObjectKind.TABLE, table));
		if (whole != null && Recreation.applies(whole)) {
			causes.add(whole);
		}
		for (String column : member.columns()) {
			Change change = this.planning.knownActual(new ObjectReference(ObjectKind.COLUMN, table, column));
			if (change != null && change.isRetyped()) {
				causes.add(change);
			}
		}
		return causes;
	}

	private void around(QualifiedName table, DatabaseFacts.Membership member, List<Change> changes) {
		ObjectReference reference = ObjectReference.of(ObjectKind.TABLE, table);
		Step taken = this.planning.add(Step.statement(Rank.DROP_PUBLICATION, reference,
				"takes %s out of publication %s for the time being".formatted(table, member.publication()),
				"ALTER PUBLICATION %s DROP TABLE %s".formatted(member.publication(), table.quoted())));
		Step back = this.planning.add(Step.statement(Rank.PUT_BACK, reference,
				"puts %s back into publication %s".formatted(table, member.publication()),
				"ALTER PUBLICATION %s ADD TABLE %s".formatted(member.publication(), member.table())));
		back.after(taken);
		for (Change change : changes) {
			taken.frees(List.of(Node.actual(change.source().reference())));
			back.needs(List.of(Node.expected(change.reference())));
			back.after(this.planning.rowsMoved().get(table));
		}
	}

}
