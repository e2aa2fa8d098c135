package io.github.dbadapter.schema.fix;

import java.util.List;

import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * What an index or an exclusion constraint compares of its rows.
 *
 * @param expression expression on columns, with its collation
 * @param operator operator that two rows must not fulfil, {@code null} where none is told
 */
record IndexKey(String expression, @Nullable String operator) {

	/** Equal, and NULL like any other value. */
	static final String SAME = "IS NOT DISTINCT FROM";

	static IndexKey of(String column, String operator) {
		return new IndexKey(SqlText.quoted(column), operator);
	}

	/**
	 * Reads the keys of a definition as PostgreSQL prints it.
	 * @param definition text with {@code USING method (…)}
	 * @return the keys, none when it is written otherwise
	 */
	static List<IndexKey> of(String definition) {
		String list = keys(definition);
		return (list != null) ? SqlText.elements(list).stream().map(IndexKey::read).toList() : List.of();
	}

	/** Reads the keys of a partitioned table, none where an operator class decides. */
	static List<IndexKey> ofPartitions(String list) {
		List<String> elements = SqlText.elements(list);
		List<IndexKey> keys = elements.stream().map(IndexKey::read).toList();
		boolean plain = keys.stream().map(IndexKey::expression).toList().equals(elements);
		return plain ? keys : List.of();
	}

	IndexKey with(String operator) {
		return new IndexKey(this.expression, operator);
	}

	private static @Nullable String keys(String definition) {
		List<SqlToken> tokens = SqlScript.tokens(definition);
		for (int i = 0; i + 1 < tokens.size(); i++) {
			if (tokens.get(i).isWord("using")) {
				return SqlText.parenthesized(definition, "using", tokens.get(i + 1).value());
			}
		}
		return null;
	}

	/** Behind the expression there may be a collation, an operator class and an order. */
	private static IndexKey read(String list) {
		List<SqlToken> tokens = SqlScript.tokens(list);
		int end = tokens.get(0).is("(") ? closing(tokens, 0) : name(tokens, 0);
		if (end < tokens.size() && tokens.get(end).is("(")) {
			end = closing(tokens, end);
		}
		if (end < tokens.size() && tokens.get(end).isWord("collate")) {
			end = name(tokens, end + 1);
		}
		String operator = null;
		for (int i = end; i + 1 < tokens.size(); i++) {
			if (tokens.get(i).isWord("with")) {
				operator = list.substring(tokens.get(i + 1).start(), tokens.get(tokens.size() - 1).end());
			}
		}
		return new IndexKey(list.substring(tokens.get(0).start(), tokens.get(end - 1).end()), operator);
	}

	/** Returns the place behind a name that may be qualified. */
	private static int name(List<SqlToken> tokens, int start) {
		int end = start + 1;
		while (end + 1 < tokens.size() && tokens.get(end).is(".")) {
			end += 2;
		}
		return end;
	}

	private static int closing(List<SqlToken> tokens, int opening) {
		int depth = 0;
		for (int i = opening; i < tokens.size(); i++) {
			depth += depth(tokens.get(i));
			if (depth == 0) {
				return i + 1;
			}
		}
		return tokens.size();
	}

	private static int depth(SqlToken token) {
		return token.is("(") ? 1 : token.is(")") ? -1 : 0;
	}

}
