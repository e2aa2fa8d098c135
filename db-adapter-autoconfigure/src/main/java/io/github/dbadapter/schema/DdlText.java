package io.github.dbadapter.schema;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.Identifier;

/**
 * Small pieces of DDL that several kinds of objects share.
 */
final class DdlText {

	private DdlText() {
	}

	/**
	 * Quotes a string as {@code quote_literal} does, whatever
	 * {@code standard_conforming_strings} says.
	 */
	static String literal(String value) {
		String quoted = "'" + value.replace("'", "''").replace("\\", "\\\\") + "'";
		return (value.indexOf('\\') >= 0) ? "E" + quoted : quoted;
	}

	static String quoted(String name) {
		return new Identifier(name).quoted();
	}

	static String quoted(Collection<String> names) {
		return names.stream().map(DdlText::quoted).collect(Collectors.joining(", "));
	}

	/**
	 * Renders storage parameters, {@code toast.} ones included.
	 * @param options parameters by name, at least one
	 * @return for example {@code (fillfactor='70')}
	 */
	static String parameters(Map<String, String> options) {
		return options.entrySet()
			.stream()
			.map((option) -> parameterName(option.getKey()) + "=" + literal(option.getValue()))
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private static String parameterName(String name) {
		String toast = "toast.";
		return name.startsWith(toast) ? toast + quoted(name.substring(toast.length())) : quoted(name);
	}

	/**
	 * Renders the options of a foreign object.
	 * @param options options by name, at least one
	 * @return for example {@code ("host" 'db1')}
	 */
	static String foreignOptions(Map<String, String> options) {
		return options.entrySet()
			.stream()
			.map((option) -> quoted(option.getKey()) + " " + literal(option.getValue()))
			.collect(Collectors.joining(", ", "(", ")"));
	}

}
