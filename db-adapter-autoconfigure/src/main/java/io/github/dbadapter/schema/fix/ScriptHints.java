package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlComment;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Hints in the comments of scripts: {@code -- @renamed from=old_name} beside a column, on
 * its line or on the line above, or beside a table.
 */
final class ScriptHints {

	private static final String MARK = "@renamed";

	private static final Pattern FROM = Pattern.compile(
			"@renamed\\s+from\\s*=\\s*((?:\"(?:[^\"]|\"\")+\"|[^\\s\".,;*]+)(?:\\.(?:\"(?:[^\"]|\"\")+\"|[^\\s\".,;*]+))?)");

	private static final Set<String> NO_COLUMN = Set.of("constraint", "primary", "unique", "check", "foreign",
			"exclude", "like");

	private final SqlStatement statement;

	private final @Nullable QualifiedName table;

	private final List<Element> elements = new ArrayList<>();

	private int opening = -1;

	private ScriptHints(SqlStatement statement) {
		this.statement = statement;
		int at = nameOfTable();
		this.table = (at < 0) ? null : name(at);
		if (at >= 0) {
			readElements(at);
		}
	}

	static Set<RenameHint> of(List<SqlScript> scripts) {
		Set<RenameHint> hints = new TreeSet<>();
		for (SqlScript script : scripts) {
			for (SqlStatement statement : script.statements()) {
				for (SqlComment comment : statement.comments()) {
					if (comment.text().contains(MARK)) {
						hints.add(new ScriptHints(statement).hint(comment));
					}
				}
			}
		}
		return hints;
	}

	/** Index of the first token of the table's name, negative for other statements. */
	private int nameOfTable() {
		int at = 1;
		if (this.statement.startsWith("create")) {
			while (this.statement.token(at).isWord("unlogged", "foreign", "temp", "temporary", "global", "local")) {
				at++;
			}
		}
		else if (!this.statement.startsWith("alter")) {
			return -1;
		}
		if (!this.statement.token(at).isWord("table")) {
			return -1;
		}
		at++;
		while (this.statement.token(at).isWord("if", "not", "exists", "only")) {
			at++;
		}
		return this.statement.token(at).isIdentifier() ? at : -1;
	}

	private QualifiedName name(int at) {
		String first = this.statement.token(at).value();
		return this.statement.token(at + 1).is(".") ? QualifiedName.of(first, this.statement.token(at + 2).value())
				: QualifiedName.of(first);
	}

	private void readElements(int name) {
		int at = name + (this.statement.token(name + 1).is(".") ? 3 : 1);
		if (this.statement.startsWith("alter")) {
			added(at);
			return;
		}
		if (!this.statement.token(at).is("(")) {
			return;
		}
		this.opening = at;
		int depth = 0;
		int begin = at + 1;
		for (; at < this.statement.tokens().size(); at++) {
			SqlToken token = this.statement.token(at);
			depth += (token.is("(") || token.is("[")) ? 1 : (token.is(")") || token.is("]")) ? -1 : 0;
			if (depth == 0 || (depth == 1 && token.is(","))) {
				element(begin, at - 1);
				begin = at + 1;
			}
			if (depth == 0) {
				return;
			}
		}
	}

	private void added(int from) {
		for (int at = from; at < this.statement.tokens().size(); at++) {
			if (this.statement.token(at).isWord("add")) {
				int column = at + (this.statement.token(at + 1).isWord("column") ? 2 : 1);
				while (this.statement.token(column).isWord("if", "not", "exists")) {
					column++;
				}
				int end = column;
				int depth = 0;
				while (end + 1 < this.statement.tokens().size()
						&& !(depth == 0 && this.statement.token(end + 1).is(","))) {
					end++;
					depth += this.statement.token(end).is("(") ? 1 : this.statement.token(end).is(")") ? -1 : 0;
				}
				element(column, end);
				at = end;
			}
		}
	}

	private void element(int first, int last) {
		if (first <= last && this.statement.token(first).isIdentifier()) {
			SqlToken name = this.statement.token(first);
			boolean column = !(name.kind() == SqlToken.Kind.WORD && NO_COLUMN.contains(name.value()));
			this.elements
				.add(new Element(column ? name.value() : null, name.start(), this.statement.token(last).end()));
		}
	}

	private RenameHint hint(SqlComment comment) {
		if (this.table == null) {
			throw refused(comment, "it stands beside a statement that is not about a table");
		}
		Matcher matcher = FROM.matcher(comment.text());
		if (!matcher.find()) {
			throw refused(comment, "write '-- @renamed from=old_name'");
		}
		List<SqlToken> from = SqlScript.tokens(matcher.group(1));
		String old = from.get(from.size() - 1).value();
		Element element = beside(comment);
		if (element == null && from.size() > 1 && this.table.schema() != null
				&& !from.get(0).value().equals(this.table.schema().value())) {
			throw refused(comment, "a table does not change its schema by a hint");
		}
		if (element == null) {
			return new RenameHint(this.table, old, null);
		}
		if (element.column() == null) {
			throw refused(comment, "it stands beside a constraint, and only tables and columns are renamed by a hint");
		}
		return new RenameHint(this.table, old, element.column());
	}

	/** Returns what a comment is about, {@code null} for the table. */
	private @Nullable Element beside(SqlComment comment) {
		int start = comment.start();
		int line = comment.position().line();
		if (start < 0 || this.elements.isEmpty() || (start >= this.statement.text().length() && this.opening >= 0)) {
			return null;
		}
		Element before = null;
		Element behind = null;
		for (Element element : this.elements) {
			if (element.start() < start) {
				before = element;
			}
			else if (behind == null) {
				behind = element;
			}
		}
		if (before == null) {
			boolean besideName = this.opening >= 0 && line(this.statement.token(this.opening).start()) == line;
			return (besideName && behind != null && line(behind.start()) > line) ? null : behind;
		}
		boolean beside = start < before.end() || line(before.end() - 1) == line;
		return (beside || behind == null) ? before : behind;
	}

	private int line(int offset) {
		return this.statement.positionOf(offset).line();
	}

	private static InvalidInputException refused(SqlComment comment, String why) {
		return new InvalidInputException("%s: the hint '%s' cannot be followed: %s".formatted(comment.position(),
				comment.text().strip().replaceAll("\\s+", " "), why));
	}

	/**
	 * An element of a table's definition.
	 *
	 * @param column its name, {@code null} for a constraint
	 * @param start offset of its first character
	 * @param end offset behind its last character
	 */
	private record Element(@Nullable String column, int start, int end) {

	}

}
