package io.github.dbadapter.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;

/**
 * A statement as a person would have written it: without quotes where none are needed,
 * and without the schema that is meant anyway. For reading only.
 */
final class DisplayedSql {

	private static final int MOST_LINES = 12;

	private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

	/** Appendix C of the manual: reserved, or reserved for functions and types. */
	private static final Set<String> RESERVED = Set.of("all", "analyse", "analyze", "and", "any", "array", "as", "asc",
			"asymmetric", "authorization", "binary", "both", "case", "cast", "check", "collate", "collation", "column",
			"concurrently", "constraint", "create", "cross", "current_catalog", "current_date", "current_role",
			"current_schema", "current_time", "current_timestamp", "current_user", "default", "deferrable", "desc",
			"distinct", "do", "else", "end", "except", "false", "fetch", "for", "foreign", "freeze", "from", "full",
			"grant", "group", "having", "ilike", "in", "initially", "inner", "intersect", "into", "is", "isnull",
			"join", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp", "natural", "not",
			"notnull", "null", "offset", "on", "only", "or", "order", "outer", "overlaps", "placing", "primary",
			"references", "returning", "right", "select", "session_user", "similar", "some", "symmetric", "system_user",
			"table", "tablesample", "then", "to", "trailing", "true", "union", "unique", "user", "using", "variadic",
			"verbose", "when", "where", "window", "with");

	private DisplayedSql() {
	}

	static List<String> lines(String sql) {
		List<String> lines = new ArrayList<>(plain(sql).replace("\t", "    ").lines().toList());
		if (lines.size() > MOST_LINES) {
			int more = lines.size() - MOST_LINES + 1;
			lines = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
			lines.add("… %d more lines (--output sql)".formatted(more));
		}
		return lines;
	}

	static String plain(String sql) {
		List<SqlToken> tokens = SqlScript.tokens(sql);
		StringBuilder text = new StringBuilder();
		int end = 0;
		for (int at = 0; at < tokens.size(); at++) {
			SqlToken token = tokens.get(at);
			text.append(sql, end, token.start());
			end = token.end();
			if (isDefaultSchema(tokens, at)) {
				end = tokens.get(++at).end();
			}
			else {
				text.append(isPlain(token) ? token.value() : token.text());
			}
		}
		return text.append(sql.substring(end)).toString();
	}

	private static boolean isPlain(SqlToken token) {
		return token.kind() == SqlToken.Kind.QUOTED_IDENTIFIER && PLAIN.matcher(token.value()).matches()
				&& !RESERVED.contains(token.value());
	}

	private static boolean isDefaultSchema(List<SqlToken> tokens, int at) {
		boolean part = at > 0 && tokens.get(at - 1).is(".");
		return !part && at + 2 < tokens.size() && tokens.get(at).isIdentifier()
				&& tokens.get(at).value().equals("public") && tokens.get(at + 1).is(".")
				&& tokens.get(at + 2).isIdentifier();
	}

}
