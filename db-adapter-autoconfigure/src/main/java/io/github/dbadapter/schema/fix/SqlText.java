package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlSyntaxException;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads the little that is needed of SQL texts, token by token.
 */
final class SqlText {

	private SqlText() {
	}

	static String quoted(String name) {
		return new Identifier(name).quoted();
	}

	static String quoted(List<String> names) {
		return String.join(", ", names.stream().map(SqlText::quoted).toList());
	}

	static String literal(String value) {
		String quoted = "'" + value.replace("'", "''").replace("\\", "\\\\") + "'";
		return (value.indexOf('\\') >= 0) ? "E" + quoted : quoted;
	}

	/** Returns every word and quoted identifier of a text. */
	static Set<String> identifiers(String text) {
		Set<String> identifiers = new HashSet<>();
		for (SqlToken token : SqlScript.tokens(text)) {
			if (token.isIdentifier()) {
				identifiers.add(token.value());
			}
		}
		return identifiers;
	}

	/** Whether a text holds a string of this content. */
	static boolean hasString(String text, String content) {
		return SqlScript.tokens(text)
			.stream()
			.anyMatch((token) -> (token.kind() == SqlToken.Kind.STRING || token.kind() == SqlToken.Kind.ESCAPED_STRING)
					&& token.value().equals(content));
	}

	/** Returns the columns of {@code INCLUDE (…)}. */
	static List<String> includedColumns(String definition) {
		List<SqlToken> tokens = SqlScript.tokens(definition);
		int depth = 0;
		for (int i = 0; i + 1 < tokens.size(); i++) {
			depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
			if (depth == 0 && tokens.get(i).isWord("include") && tokens.get(i + 1).is("(")) {
				return tokens.subList(i + 2, tokens.size())
					.stream()
					.takeWhile((token) -> !token.is(")"))
					.filter(SqlToken::isIdentifier)
					.map(SqlToken::value)
					.toList();
			}
		}
		return List.of();
	}

	/**
	 * Returns what stands in the parentheses behind a key word at the top level.
	 */
	static @Nullable String parenthesized(String text, String... words) {
		List<SqlToken> tokens = SqlScript.tokens(text);
		int depth = 0;
		for (int i = 0; i + words.length < tokens.size(); i++) {
			if (depth == 0 && wordsAt(tokens, i, words) && tokens.get(i + words.length).is("(")) {
				int end = closing(tokens, i + words.length);
				return (end < 0) ? null : text.substring(tokens.get(i + words.length).end(), tokens.get(end).start());
			}
			depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
		}
		return null;
	}

	private static boolean wordsAt(List<SqlToken> tokens, int index, String... words) {
		for (int i = 0; i < words.length; i++) {
			if (!tokens.get(index + i).isWord(words[i])) {
				return false;
			}
		}
		return true;
	}

	private static int closing(List<SqlToken> tokens, int opening) {
		int depth = 0;
		for (int i = opening; i < tokens.size(); i++) {
			depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
			if (depth == 0) {
				return i;
			}
		}
		return -1;
	}

	/** Returns what commas at the top level part. */
	static List<String> elements(String list) {
		List<String> elements = new ArrayList<>();
		List<SqlToken> tokens = SqlScript.tokens(list);
		int start = 0;
		int depth = 0;
		for (int i = 0; i <= tokens.size(); i++) {
			if (i == tokens.size() || (depth == 0 && tokens.get(i).is(","))) {
				elements.add((i > start) ? list.substring(tokens.get(start).start(), tokens.get(i - 1).end()) : "");
				start = i + 1;
			}
			else {
				depth += (tokens.get(i).is("(") || tokens.get(i).is("[")) ? 1
						: (tokens.get(i).is(")") || tokens.get(i).is("]")) ? -1 : 0;
			}
		}
		return elements;
	}

	/** Whether an expression is one literal, so that every row gets the same value. */
	static boolean isConstant(String expression) {
		List<SqlToken> tokens = SqlScript.tokens(expression);
		return tokens.size() == 1 && switch (tokens.get(0).kind()) {
			case STRING, ESCAPED_STRING, DOLLAR_STRING, BIT_STRING, NUMBER -> true;
			default -> tokens.get(0).isWord("true", "false");
		};
	}

	/**
	 * Checks that a text given by a person is one piece of SQL that ends where it seems
	 * to.
	 * @param what what it is, for the message
	 * @param text the text
	 * @return the text without surrounding blanks
	 */
	static String fragment(String what, String text) {
		List<SqlToken> tokens;
		try {
			tokens = SqlScript.tokens(text);
		}
		catch (SqlSyntaxException ex) {
			throw new InvalidInputException("%s is not complete: %s".formatted(what, ex.getMessage()));
		}
		int depth = 0;
		for (SqlToken token : tokens) {
			depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
			if (depth < 0 || token.is(";") || (depth == 0 && token.is(","))) {
				throw new InvalidInputException(
						"%s must be one expression, without ';' or ',': '%s'".formatted(what, text));
			}
		}
		if (tokens.isEmpty() || depth != 0) {
			throw new InvalidInputException("%s must be one expression: '%s'".formatted(what, text));
		}
		return text.substring(tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
	}

}
