package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.schema.EnumType;

/**
 * Adds values to an enumerated type, each in its place.
 */
record EnumValues(EnumType expected, EnumType actual) {

	boolean canBeAdded() {
		List<String> known = new ArrayList<>(this.expected.labels());
		known.retainAll(this.actual.labels());
		return known.equals(this.actual.labels());
	}

	List<String> added() {
		List<String> added = new ArrayList<>(this.expected.labels());
		added.removeAll(this.actual.labels());
		return added;
	}

	List<String> statements() {
		List<String> statements = new ArrayList<>();
		List<String> labels = this.expected.labels();
		String last = this.actual.labels().isEmpty() ? null : this.actual.labels().get(this.actual.labels().size() - 1);
		boolean behind = last == null;
		for (int i = 0; i < labels.size(); i++) {
			String label = labels.get(i);
			if (this.actual.labels().contains(label)) {
				behind = label.equals(last);
				continue;
			}
			String place = behind ? "" : (i == 0) ? " BEFORE " + SqlText.literal(labels.get(1))
					: " AFTER " + SqlText.literal(labels.get(i - 1));
			if (i == 0 && !behind) {
				place = " BEFORE " + SqlText.literal(this.actual.labels().get(0));
			}
			statements.add("ALTER TYPE %s ADD VALUE %s%s".formatted(this.expected.name().quoted(),
					SqlText.literal(label), place));
		}
		return statements;
	}

}
