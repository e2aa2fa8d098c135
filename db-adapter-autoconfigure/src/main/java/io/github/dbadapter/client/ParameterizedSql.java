package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.client.SqlStatement.Bound;
import io.github.dbadapter.sql.NearestNames;
import org.jspecify.annotations.Nullable;

/**
 * Replaces named parameters by the driver's positions. Literals, quoted names, comments,
 * casts and array slices are left alone.
 */
final class ParameterizedSql {

	/** What may hold a colon that begins no parameter, or else a parameter. */
	private static final Pattern TOKEN = Pattern.compile(
			"[eE]'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*|"
					+ "\\$(?<tag>[A-Za-z_\\x{80}-\\x{FFFF}][\\w\\x{80}-\\x{FFFF}]*)?\\$|::|:=|:(?<name>[A-Za-z_]\\w*)",
			Pattern.DOTALL);

	private static final Pattern IN_LIST = Pattern.compile("\\bin\\s*\\(\\s*$", Pattern.CASE_INSENSITIVE);

	private final String sql;

	private final Map<String, ? extends @Nullable Object> parameters;

	private final StringBuilder text = new StringBuilder();

	private final List<Bound> values = new ArrayList<>();

	private final Set<String> used = new LinkedHashSet<>();

	private ParameterizedSql(String sql, Map<String, ? extends @Nullable Object> parameters) {
		this.sql = sql;
		this.parameters = parameters;
	}

	static SqlStatement named(String sql, Map<String, ? extends @Nullable Object> parameters) {
		return new ParameterizedSql(sql, parameters).replace();
	}

	static SqlStatement positional(String sql, List<? extends @Nullable Object> parameters) {
		List<Bound> values = new ArrayList<>();
		for (@Nullable
		Object value : parameters) {
			values.add(bound("$" + (values.size() + 1), value));
		}
		return new SqlStatement(sql, values);
	}

	private SqlStatement replace() {
		Matcher token = TOKEN.matcher(this.sql);
		int copied = 0;
		int at = 0;
		while (token.find(at)) {
			at = end(token);
			@Nullable String name = token.group("name");
			if (name != null) {
				this.text.append(this.sql, copied, token.start());
				parameter(name);
				copied = at;
			}
		}
		this.text.append(this.sql, copied, this.sql.length());
		requireAllUsed();
		return new SqlStatement(this.text.toString(), this.values);
	}

	/**
	 * Comments nest and dollar quotes end with their own tag, which no pattern can say.
	 */
	private int end(Matcher token) {
		String start = token.group();
		if (start.equals("/*")) {
			return endOfComment(token.end());
		}
		if (start.startsWith("$")) {
			int end = this.sql.indexOf(start, token.end());
			return (end < 0) ? this.sql.length() : end + start.length();
		}
		return token.end();
	}

	private int endOfComment(int from) {
		int depth = 1;
		int at = from;
		while (depth > 0 && at < this.sql.length()) {
			if (this.sql.startsWith("*/", at)) {
				depth--;
				at += 2;
			}
			else if (this.sql.startsWith("/*", at)) {
				depth++;
				at += 2;
			}
			else {
				at++;
			}
		}
		return at;
	}

	private void parameter(String name) {
		if (!this.parameters.containsKey(name)) {
			throw new InvalidInputException("No value was given for the parameter ':%s' of the statement%s".formatted(
					name,
					NearestNames.sentence(NearestNames.of(name, this.parameters.keySet()), this.parameters.keySet())));
		}
		this.used.add(name);
		@Nullable Object value = this.parameters.get(name);
		@Nullable Collection<?> values = (value != null) ? ValueWriter.asList(value) : null;
		if (values == null || !IN_LIST.matcher(this.text).find()) {
			add(bound(name, value));
			return;
		}
		if (values.isEmpty()) {
			throw new InvalidInputException(
					"The collection for ':%s' is empty, which IN () cannot take: write = ANY(:%s)".formatted(name,
							name));
		}
		boolean first = true;
		for (@Nullable
		Object element : values) {
			this.text.append(first ? "" : ", ");
			add(bound(name, element));
			first = false;
		}
	}

	private void add(Bound value) {
		this.values.add(value);
		this.text.append('$').append(this.values.size());
	}

	private void requireAllUsed() {
		for (String name : this.parameters.keySet()) {
			if (!this.used.contains(name)) {
				throw new InvalidInputException(
						"The statement has no parameter ':%s'".formatted(NearestNames.shown(name)));
			}
		}
	}

	private static Bound bound(String name, @Nullable Object value) {
		return new Bound(name, ColumnType.UNKNOWN, ValueWriter.write(value, ColumnType.UNKNOWN, name),
				NaturalTypes.of(value), (value != null) ? value.getClass() : null);
	}

}
