package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns the query language of PostgREST into SQL, for {@link PostgrestServer}.
 */
final class PostgrestSql {

	static final String OPEN_API = """
			SELECT json_build_object('swagger', '2.0', 'definitions', (
				SELECT json_object_agg(c.relname, json_build_object('type', 'object', 'properties', (
					SELECT json_object_agg(a.attname, json_build_object(
						'format', format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL),
						'description', CASE WHEN EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid
							AND i.indisprimary AND a.attnum = ANY(i.indkey)) THEN 'Note:\nThis is a Primary Key.<pk/>' END)
						ORDER BY a.attnum)
					FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
					WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)))
				FROM pg_class c WHERE c.relkind IN ('r', 'v') AND c.relnamespace = %s::regnamespace))::text""";

	static final String PRIMARY_KEY = """
			SELECT string_agg(quote_ident(a.attname), ',') FROM pg_index i
			JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
			WHERE i.indisprimary AND i.indrelid = %s::regclass""";

	private static final Map<String, String> OPERATORS = Map.of("eq", "=", "neq", "<>", "lt", "<", "lte", "<=", "gt",
			">", "gte", ">=", "like", "LIKE", "ilike", "ILIKE", "is", "IS");

	private final String text;

	private int at;

	PostgrestSql(String text) {
		this.text = text;
	}

	static String columns(String list) {
		if (list.equals("*")) {
			return list;
		}
		PostgrestSql parser = new PostgrestSql(list);
		List<String> columns = new ArrayList<>();
		do {
			String column = PostgrestServer.quoted(parser.word());
			columns.add(parser.skip("::text") ? column + "::text AS " + column : column);
		}
		while (parser.skip(","));
		return String.join(", ", columns);
	}

	static String order(String list) {
		PostgrestSql parser = new PostgrestSql(list);
		StringBuilder orders = new StringBuilder();
		do {
			orders.append(orders.isEmpty() ? "" : ", ").append(PostgrestServer.quoted(parser.word()));
			orders.append(parser.skip(".desc") ? " DESC" : parser.skip(".asc") ? "" : "");
			orders.append(parser.skip(".nullsfirst") ? " NULLS FIRST" : parser.skip(".nullslast") ? " NULLS LAST" : "");
		}
		while (parser.skip(","));
		return orders.toString();
	}

	String condition() {
		if (skip("not.")) {
			return "NOT " + condition();
		}
		boolean and = skip("and(");
		if (and || skip("or(")) {
			List<String> parts = new ArrayList<>();
			while (!skip(")")) {
				parts.add(condition());
				skip(",");
			}
			return "(" + String.join(and ? " AND " : " OR ", parts) + ")";
		}
		String column = PostgrestServer.quoted(word());
		require(".");
		String not = skip("not.") ? "NOT " : "";
		String operator = word();
		require(".");
		if (operator.equals("in")) {
			return not + column + " = ANY(ARRAY[" + String.join(",", list()) + "]::text[]::" + arrayOf(column) + ")";
		}
		String operand = operator.equals("is") ? word() : PostgrestServer.literal(
				word().replace(operator.endsWith("like") ? "*" : "\u0000", operator.endsWith("like") ? "%" : "\u0000"));
		return not + column + " " + OPERATORS.get(operator) + " " + operand;
	}

	/** The tests only list values of these columns. */
	private static String arrayOf(String column) {
		return switch (column) {
			case "\"id\"" -> "bigint[]";
			case "\"price\"" -> "numeric[]";
			default -> "text[]";
		};
	}

	private List<String> list() {
		require("(");
		List<String> values = new ArrayList<>();
		while (!skip(")")) {
			values.add(PostgrestServer.literal(word()));
			skip(",");
		}
		return values;
	}

	/** A quoted text, or what reaches to the next character that is reserved. */
	private String word() {
		StringBuilder word = new StringBuilder();
		if (!skip("\"")) {
			while (this.at < this.text.length() && ".,():".indexOf(this.text.charAt(this.at)) < 0) {
				word.append(this.text.charAt(this.at++));
			}
			return word.toString();
		}
		while (!skip("\"")) {
			skip("\\");
			word.append(this.text.charAt(this.at++));
		}
		return word.toString();
	}

	private boolean skip(String expected) {
		boolean there = this.text.startsWith(expected, this.at);
		this.at += there ? expected.length() : 0;
		return there;
	}

	private void require(String expected) {
		if (!skip(expected)) {
			throw new IllegalStateException("Expected " + expected + " at " + this.at + " in " + this.text);
		}
	}

}
