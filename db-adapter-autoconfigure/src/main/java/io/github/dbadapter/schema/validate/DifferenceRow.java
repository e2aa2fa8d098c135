package io.github.dbadapter.schema.validate;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.diff.ChangedObject;
import io.github.dbadapter.schema.diff.ExtraObject;
import io.github.dbadapter.schema.diff.MissingObject;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A difference as a row of a report.
 *
 * @param severity the severity
 * @param object what differs; the relation for parts that have a name of their own
 * @param what how it differs
 * @param details what was expected and found, a line each
 */
record DifferenceRow(Severity severity, String object, String what, List<String> details) {

	private static final Set<ObjectKind> NAMED_PARTS = EnumSet.of(ObjectKind.CONSTRAINT, ObjectKind.INDEX,
			ObjectKind.TRIGGER, ObjectKind.POLICY, ObjectKind.RULE);

	private static final String DEFAULT_SCHEMA = "public.";

	static DifferenceRow of(SchemaDifference difference, @Nullable Long rows) {
		ObjectReference object = difference.object();
		boolean named = NAMED_PARTS.contains(object.kind()) && !(difference instanceof ChangedObject);
		String name = named ? object.name().toString() : object.toString();
		return new DifferenceRow(difference.severity(), unqualified(name), what(difference),
				details(difference, named ? object.detail() + " " : "", rows));
	}

	private static String what(SchemaDifference difference) {
		if (difference instanceof ChangedObject changed) {
			ObjectKind kind = changed.object().kind();
			boolean relation = kind == ObjectKind.COLUMN || kind == ObjectKind.TABLE;
			return relation ? changed.summary() : kind.words() + " " + changed.summary();
		}
		String words = difference.type().toLowerCase(Locale.ROOT).replace('_', ' ');
		boolean harmless = difference.severity() == Severity.EXTRA;
		return harmless ? words.substring(0, words.lastIndexOf(' ')) : words;
	}

	private static List<String> details(SchemaDifference difference, String name, @Nullable Long rows) {
		if (difference instanceof ChangedObject) {
			Excerpt excerpt = Excerpt.of(difference.expected(), difference.actual());
			return List.of("expected  " + excerpt.expected(), "actual    " + excerpt.actual());
		}
		if (difference instanceof ExtraObject && difference.object().kind() == ObjectKind.TABLE) {
			return List.of(((rows != null) ? estimate(rows) : String.valueOf(difference.actual())) + ", left alone");
		}
		boolean missing = difference instanceof MissingObject;
		String text = missing ? difference.expected() : difference.actual();
		if (text == null) {
			return name.isEmpty() ? List.of() : List.of(name.strip());
		}
		boolean column = difference.object().kind() == ObjectKind.COLUMN;
		String label = column ? (missing ? "expected  " : "actual    ") : "";
		return List.of(label + Excerpt.of(name + text));
	}

	private static String estimate(long rows) {
		return String.format(Locale.ROOT, "about %,d %s", rows, (rows == 1) ? "row" : "rows");
	}

	private static String unqualified(String name) {
		return name.startsWith(DEFAULT_SCHEMA) ? name.substring(DEFAULT_SCHEMA.length()) : name;
	}

}
