package io.github.dbadapter.sql;

import java.util.List;

/**
 * A file of SQL taken apart into statements the way psql does it, without a server.
 *
 * @param name name for messages, usually the file
 * @param text the whole text
 * @param statements its statements in order
 * @since 0.1.0
 */
public record SqlScript(String name, String text, List<SqlStatement> statements) {

	public SqlScript {
		statements = List.copyOf(statements);
	}

	/**
	 * Takes a script apart. Understands nested comments, quoted identifiers, strings of
	 * every form, dollar quotes, {@code COPY … FROM STDIN} with its data, commands of
	 * psql, bodies in {@code BEGIN ATOMIC … END} and commands in parentheses, and follows
	 * {@code standard_conforming_strings}.
	 * @param name name for messages
	 * @param text the text, a leading byte order mark is dropped
	 * @return the script
	 * @throws SqlSyntaxException if a quote or comment is never closed
	 */
	public static SqlScript parse(String name, String text) {
		String source = text.startsWith("\uFEFF") ? text.substring(1) : text;
		return new SqlScript(name, source, new SqlScanner(name, source).scan());
	}

	/**
	 * Returns the tokens of a piece of SQL that need not be a statement, such as an
	 * expression rendered by the server.
	 * @param text the text
	 * @return its tokens, comments left out
	 * @throws SqlSyntaxException if a quote or comment is never closed
	 */
	public static List<SqlToken> tokens(String text) {
		return new SqlLexer(new SourceText("expression", text)).remaining();
	}

}
