package io.github.dbadapter.schema.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads the little that is needed of texts which PostgreSQL renders.
 */
final class DefinitionText {

	private static final String NAME = "(?:\"(?:[^\"]|\"\")*\"|[^\"\\s.]+)";

	private static final Pattern CREATE = Pattern.compile("CREATE [A-Z]+ " + NAME + "(?:\\." + NAME + ")?",
			Pattern.DOTALL);

	private static final Pattern SEQUENCE = Pattern.compile("'((?:[^']|'')+)'::regclass");

	private static final Pattern CONSTANT = Pattern
		.compile("-?[0-9.]+|true|false|'(?:[^']|'')*'::[^'()]+(?:\\([0-9,]+\\))?[^'()]*", Pattern.DOTALL);

	private static final String VERBATIM_BODY = "\nAS ";

	private DefinitionText() {
	}

	/**
	 * Whether two default expressions can mean the same although their texts differ: two
	 * constants cannot.
	 */
	static boolean mayMeanTheSame(@Nullable String one, @Nullable String other) {
		return one != null && other != null && !(CONSTANT.matcher(one).matches() && CONSTANT.matcher(other).matches());
	}

	/**
	 * Whether two routines can be the same although their texts differ: a body between
	 * dollar quotes is kept as it was written, whereas defaults of arguments and a body
	 * in standard SQL are rendered.
	 */
	static boolean mayBeTheSameRoutine(String one, String other) {
		return verbatimBody(one).equals(verbatimBody(other));
	}

	private static String verbatimBody(String definition) {
		int body = definition.indexOf(VERBATIM_BODY);
		return (body >= 0) ? definition.substring(body) : "";
	}

	/**
	 * Returns what follows the name in a {@code CREATE} statement.
	 * @param definition the statement
	 * @return the rest of it
	 */
	static String afterName(String definition) {
		Matcher matcher = CREATE.matcher(definition);
		return matcher.lookingAt() ? definition.substring(matcher.end()) : definition;
	}

	/**
	 * Replaces the relations that an expression names as {@code regclass} constants.
	 * @param expression the expression
	 * @param rename gives the other name, or the same one
	 * @return the expression, unchanged when no name was
	 */
	static String renameRelations(String expression, UnaryOperator<QualifiedName> rename) {
		return SEQUENCE.matcher(expression).replaceAll((match) -> {
			QualifiedName name = QualifiedName.parse(match.group(1).replace("''", "'"));
			QualifiedName renamed = rename.apply(name);
			String text = renamed.equals(name) ? match.group() : "'" + regclass(renamed) + "'::regclass";
			return Matcher.quoteReplacement(text);
		});
	}

	private static String regclass(QualifiedName name) {
		String schema = (name.schema() != null) ? plainOrQuoted(name.schema().value()) + "." : "";
		return (schema + plainOrQuoted(name.name().value())).replace("'", "''");
	}

	private static String plainOrQuoted(String name) {
		return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
	}

	/**
	 * Returns what extended statistics are made of, without their name. PostgreSQL prints
	 * their columns in the order of the table.
	 */
	static String statistics(String definition) {
		String text = afterName(definition);
		List<SqlToken> tokens = SqlScript.tokens(text);
		List<String> members = new ArrayList<>();
		int start = -1;
		int depth = 0;
		for (SqlToken token : tokens) {
			boolean end = depth == 0 && start >= 0 && (token.is(",") || token.isWord("from"));
			if (end) {
				members.add(text.substring(start, token.start()).strip());
			}
			if (depth == 0 && (token.isWord("on") && start < 0 || end && token.is(","))) {
				start = token.end();
			}
			else if (end) {
				int on = text.indexOf(members.get(0));
				Collections.sort(members);
				return text.substring(0, on) + String.join(", ", members) + " " + text.substring(token.start());
			}
			depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
		}
		return text;
	}

}
