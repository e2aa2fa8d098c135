package io.github.dbadapter.schema.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dbadapter.sql.QualifiedName;

/**
 * Compares types, given as {@code format_type} renders them, by what values they hold.
 */
final class TypeWidth {

	/** Name, modifiers, what follows them (as in {@code timestamp(3) with time zone}). */
	private static final Pattern TYPE = Pattern.compile("([^(\\[]+)(?:\\((\\d+(?:,-?\\d+)?)\\))?(.*)", Pattern.DOTALL);

	private static final Set<String> WITH_LENGTH = Set.of("character varying", "character varying []", "bit varying",
			"bit varying []");

	private TypeWidth() {
	}

	/**
	 * Whether a type holds every value of another one and gives it back as the same type
	 * of a programming language.
	 * @param wide the type that should hold
	 * @param narrow the type whose values are held
	 * @return whether it does
	 */
	static boolean holds(String wide, String narrow) {
		if (wide.equals("text") && (narrow.equals("text") || narrow.startsWith("character varying"))) {
			return !narrow.endsWith("[]");
		}
		Matcher one = TYPE.matcher(wide);
		Matcher other = TYPE.matcher(narrow);
		if (!one.matches() || !other.matches() || !name(one).equals(name(other))) {
			return false;
		}
		if (one.group(2) == null) {
			return true;
		}
		return other.group(2) != null && holds(name(one), modifiers(one.group(2)), modifiers(other.group(2)));
	}

	private static String name(Matcher type) {
		return (type.group(1).strip() + " " + type.group(3).strip()).strip();
	}

	private static boolean holds(String name, List<Integer> wide, List<Integer> narrow) {
		if (name.equals("numeric")) {
			int wideScale = (wide.size() > 1) ? wide.get(1) : 0;
			int narrowScale = (narrow.size() > 1) ? narrow.get(1) : 0;
			return wideScale >= narrowScale && wide.get(0) - wideScale >= narrow.get(0) - narrowScale;
		}
		boolean ordered = WITH_LENGTH.contains(name) || name.startsWith("time") || name.startsWith("interval");
		return ordered && wide.get(0) >= narrow.get(0);
	}

	private static List<Integer> modifiers(String text) {
		return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
	}

	/**
	 * Whether a rendered type is the one of that name.
	 * @param type the rendered type
	 * @param name the name of a type
	 * @return whether it is
	 */
	static boolean names(String type, QualifiedName name) {
		return type.equals(name.toString()) || type.equals(name.quoted())
				|| (type.contains("\"") && type.replace("\"", "").equals(name.toString().replace("\"", "")));
	}

}
