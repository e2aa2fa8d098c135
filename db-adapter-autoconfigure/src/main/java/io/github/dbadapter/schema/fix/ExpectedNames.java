package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.source.ExpectedSchema;
import io.github.dbadapter.sql.NearestNames;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables and columns of an expected schema by what people call them.
 */
final class ExpectedNames {

	private final SortedMap<QualifiedName, Set<String>> columns;

	private ExpectedNames(SortedMap<QualifiedName, Set<String>> columns) {
		this.columns = columns;
	}

	static ExpectedNames of(ExpectedSchema expected) {
		SortedMap<QualifiedName, Set<String>> columns = new TreeMap<>();
		if (expected.schema() != null) {
			expected.schema()
				.objects(Table.class)
				.forEach((table) -> columns.put(table.name(),
						table.columns().stream().map(Column::name).collect(Collectors.toSet())));
		}
		expected.columns().forEach((table, names) -> columns.put(QualifiedName.parse(table), names));
		return new ExpectedNames(columns);
	}

	QualifiedName table(String text) {
		QualifiedName found = findTable(text);
		if (found == null) {
			throw new InvalidInputException("The expected schema has no table '%s'%s".formatted(text, known(text)));
		}
		return found;
	}

	/** A bare name of several tables stays bare: the current schema decides. */
	private @Nullable QualifiedName findTable(String text) {
		QualifiedName name = QualifiedName.parse(text);
		List<QualifiedName> found = this.columns.keySet()
			.stream()
			.filter((table) -> table.name().equals(name.name()))
			.filter((table) -> name.schema() == null || table.schema() == null || table.schema().equals(name.schema()))
			.toList();
		if (found.isEmpty()) {
			return null;
		}
		return (found.size() > 1 || name.schema() != null) ? name : found.get(0);
	}

	private Set<String> columnsOf(QualifiedName table) {
		Set<String> names = new TreeSet<>();
		this.columns.forEach((known, columns) -> {
			boolean same = known.schema() == null || table.schema() == null || known.schema().equals(table.schema());
			names.addAll((same && known.name().equals(table.name())) ? columns : Set.of());
		});
		return names;
	}

	ObjectReference column(String text) {
		int dot = lastDot(text);
		if (dot < 0) {
			throw new InvalidInputException("'%s' is not a column: expected 'table.column'".formatted(text));
		}
		QualifiedName table = table(text.substring(0, dot));
		String column = unquoted(text.substring(dot + 1));
		if (!columnsOf(table).contains(column)) {
			Set<String> known = columnsOf(table);
			throw new InvalidInputException("Table '%s' of the expected schema has no column '%s'%s".formatted(table,
					column, NearestNames.sentence(NearestNames.of(column, known), known)));
		}
		return reference(table, column);
	}

	private static ObjectReference reference(QualifiedName table, String column) {
		return new ObjectReference(ObjectKind.COLUMN, table, column);
	}

	/**
	 * A column, if the new name is one, else a table.
	 */
	RenameHint rename(String from, String to) {
		ObjectReference column = renamedColumn(from, to);
		if (column != null) {
			return new RenameHint(column.name(), unquoted(from.substring(lastDot(from) + 1)), column.detail());
		}
		QualifiedName old = QualifiedName.parse(from);
		String qualified = (old.schema() != null && lastDot(to) < 0) ? old.schema().quoted() + "." + to : to;
		QualifiedName table = findTable(qualified);
		if (table == null) {
			throw new InvalidInputException(
					"Cannot rename '%s': the expected schema has nothing called '%s'%s".formatted(from, to, known(to)));
		}
		if (old.schema() != null && table.schema() != null && !old.schema().equals(table.schema())) {
			throw new InvalidInputException(
					"Cannot rename '%s' to '%s': they are in different schemas".formatted(from, to));
		}
		return new RenameHint(table, old.name().value(), null);
	}

	private @Nullable ObjectReference renamedColumn(String from, String to) {
		int dot = lastDot(from);
		if (dot < 0) {
			return null;
		}
		int toDot = lastDot(to);
		QualifiedName table = parseable(to.substring(0, Math.max(toDot, 0))) ? findTable(to.substring(0, toDot))
				: (toDot < 0 && parseable(from.substring(0, dot))) ? findTable(from.substring(0, dot)) : null;
		String name = unquoted(to.substring(toDot + 1));
		return (table != null && columnsOf(table).contains(name)) ? reference(table, name) : null;
	}

	private static boolean parseable(String table) {
		return !table.isEmpty() && positions(table, '.').size() < 2;
	}

	private String known(String text) {
		int dot = lastDot(text);
		String name = unquoted(text.substring(dot + 1));
		SortedMap<String, String> bare = new TreeMap<>();
		this.columns.keySet().forEach((table) -> bare.put(table.toString(), table.name().value()));
		List<String> near = NearestNames.of(name, bare.keySet(), (table) -> bare.getOrDefault(table, table));
		return (near.isEmpty() && !bare.isEmpty()) ? ". It has " + shortened(List.copyOf(bare.keySet()))
				: NearestNames.sentence(near, List.of());
	}

	private static String shortened(List<String> names) {
		String first = names.stream().limit(10).collect(Collectors.joining(", "));
		return (names.size() > 10) ? first + " and " + (names.size() - 10) + " more" : first;
	}

	private static int lastDot(String text) {
		List<Integer> dots = positions(text, '.');
		return dots.isEmpty() ? -1 : dots.get(dots.size() - 1);
	}

	private static String unquoted(String name) {
		return QualifiedName.parse(name).name().value();
	}

	/** Where a character stands that is not in double quotes. */
	static List<Integer> positions(String text, char wanted) {
		List<Integer> positions = new ArrayList<>();
		boolean quoted = false;
		for (int at = 0; at < text.length(); at++) {
			char character = text.charAt(at);
			quoted ^= character == '"';
			if (!quoted && character == wanted) {
				positions.add(at);
			}
		}
		return positions;
	}

}
