package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as {@code format_type} prints it, taken apart.
 *
 * @param base name without modifiers, for example {@code timestamp without time zone}
 * @param modifiers numbers in parentheses
 * @param array whether it is an array
 */
record TypeName(String base, List<Integer> modifiers, boolean array) {

	private static final Pattern MODIFIERS = Pattern.compile("\\((-?\\d+)(?:,\\s*(-?\\d+))?\\)");

	static TypeName parse(String type) {
		boolean array = type.endsWith("[]");
		String text = array ? type.replaceAll("(?:\\[\\])+$", "") : type;
		if (text.startsWith("\"") || text.contains(".\"")) {
			return new TypeName(text, List.of(), array);
		}
		List<Integer> modifiers = new ArrayList<>();
		Matcher matcher = MODIFIERS.matcher(text);
		if (matcher.find()) {
			modifiers.add(Integer.valueOf(matcher.group(1)));
			if (matcher.group(2) != null) {
				modifiers.add(Integer.valueOf(matcher.group(2)));
			}
			text = text.substring(0, matcher.start()) + text.substring(matcher.end());
		}
		return new TypeName(text, List.copyOf(modifiers), array);
	}

	boolean isString() {
		return switch (this.base) {
			case "text", "character varying", "character", "name", "bpchar" -> true;
			default -> false;
		};
	}

	boolean isNumber() {
		return isInteger() || switch (this.base) {
			case "numeric", "real", "double precision" -> true;
			default -> false;
		};
	}

	boolean isInteger() {
		return switch (this.base) {
			case "smallint", "integer", "bigint" -> true;
			default -> false;
		};
	}

	boolean isDateTime() {
		return this.base.equals("date") || this.base.startsWith("timestamp");
	}

	boolean isBuiltIn() {
		return this.base.indexOf('.') < 0 && this.base.indexOf('"') < 0;
	}

	/** Rank within a family whose wider members hold all values of the narrower. */
	int width() {
		return switch (this.base) {
			case "smallint" -> 1;
			case "integer" -> 2;
			case "bigint" -> 3;
			default -> 0;
		};
	}

	TypeName element() {
		return new TypeName(this.base, this.modifiers, false);
	}

}
