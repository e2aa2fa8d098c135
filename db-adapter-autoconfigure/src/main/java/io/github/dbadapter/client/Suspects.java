package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dbadapter.client.SqlStatement.Bound;
import org.jspecify.annotations.Nullable;

/**
 * Finds which of a statement's values a refusal of the server is about: it quotes the
 * value or names its type, never the column.
 */
final class Suspects {

	private static final Pattern QUOTED = Pattern.compile("\"(.+?)\"(?!\")", Pattern.DOTALL);

	private final String message;

	private final List<Bound> values = new ArrayList<>();

	private Suspects(String message, List<Bound> values, @Nullable TableMetadata table) {
		this.message = message;
		for (Bound bound : values) {
			if (bound.type() == BulkStatements.ROWS && table != null && bound.text() != null) {
				addRows(bound.text(), table);
			}
			else {
				this.values.add(bound);
			}
		}
	}

	/**
	 * Finds them.
	 * @param message what the server says
	 * @param values what was bound
	 * @param table the table, if it is known
	 * @return values of one column if that is sure, else of all that come into question
	 */
	static List<Bound> find(String message, List<Bound> values, @Nullable TableMetadata table) {
		Suspects suspects = new Suspects(message, values, table);
		List<Bound> found = suspects.first(suspects::isQuoted,
				(bound) -> suspects.holdsQuoted(bound) && suspects.isTyped(bound), suspects::isTyped,
				suspects::holdsQuoted);
		return found.isEmpty() ? suspects.values : found;
	}

	static List<Bound> ofKind(List<Bound> values, @Nullable TableMetadata table, ColumnType.Kind kind) {
		Suspects suspects = new Suspects("", values, table);
		List<Bound> found = suspects.first((bound) -> bound.type().kind() == kind);
		return found.isEmpty() ? suspects.values : found;
	}

	/** A document and its members' values are read again, since one has failed. */
	private void addRows(String json, TableMetadata table) {
		for (Object row : (List<?>) JsonText.read(json)) {
			((Map<?, ?>) row).forEach((name, value) -> {
				String column = Objects.toString(name);
				if (value != null) {
					this.values.add(new Bound(column, table.column(column), value.toString(), null));
				}
			});
		}
	}

	@SafeVarargs
	private List<Bound> first(Predicate<Bound>... conditions) {
		for (Predicate<Bound> condition : conditions) {
			List<Bound> found = this.values.stream().filter((bound) -> bound.text() != null).filter(condition).toList();
			if (!found.isEmpty()) {
				return found;
			}
		}
		return List.of();
	}

	private boolean isQuoted(Bound bound) {
		return this.message.contains('"' + bound.text() + '"');
	}

	/** As an array, a range or a composite value holds what the server refuses. */
	private boolean holdsQuoted(Bound bound) {
		Matcher quoted = QUOTED.matcher(this.message);
		while (quoted.find()) {
			if (Objects.requireNonNull(bound.text()).contains(quoted.group(1))) {
				return true;
			}
		}
		return false;
	}

	private boolean isTyped(Bound bound) {
		ColumnType type = bound.type();
		return names(type) || (type.element() != null && names(type.element()))
				|| type.attributes().values().stream().anyMatch(this::names);
	}

	private boolean names(ColumnType type) {
		String name = type.isJson() ? "json" : type.name();
		return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?![\\w\\[])").matcher(this.message).find();
	}

}
