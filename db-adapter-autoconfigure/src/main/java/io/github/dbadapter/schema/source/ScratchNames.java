package io.github.dbadapter.schema.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlSyntaxException;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the names of schemas while a script is read beside the live ones. The
 * stand-ins are unique, keep the order of the names that they stand for, and never need
 * quotes, so that they are found again in whatever the server renders.
 */
final class ScratchNames {

	private static final String PREFIX = "dbadapter_scratch_";

	private static final Pattern QUALIFIER = Pattern
		.compile("(?<![\\w$.\"\\x80-\\uffff])(\"(?:[^\"]|\"\")+\"|[A-Za-z_\\x80-\\uffff][\\w$\\x80-\\uffff]*)"
				+ "(?=\\s*\\.\\s*\"?([\\w$\\x80-\\uffff]*))");

	private final String prefix;

	private final Map<String, String> scratchNames = new TreeMap<>();

	private final Map<String, String> realNames = new HashMap<>();

	private final Map<String, String> quotedNames;

	private final Pattern scratchName;

	/**
	 * Creates stand-ins.
	 * @param schemas names of schemas
	 * @param quotedNames the same names quoted where PostgreSQL would, by name
	 */
	ScratchNames(SortedSet<String> schemas, Map<String, String> quotedNames) {
		this.prefix = "%s%012x_".formatted(PREFIX, ThreadLocalRandom.current().nextLong() & 0xFFFFFFFFFFFFL);
		this.quotedNames = quotedNames;
		for (String schema : schemas) {
			String scratch = "%s%05d".formatted(this.prefix, this.scratchNames.size());
			this.scratchNames.put(schema, scratch);
			this.realNames.put(scratch, schema);
		}
		this.scratchName = Pattern.compile("(\"?)(%s\\d{5})(\"?)".formatted(this.prefix), Pattern.CASE_INSENSITIVE);
	}

	String prefix() {
		return this.prefix;
	}

	@Nullable String scratch(String schema) {
		return this.scratchNames.get(schema);
	}

	/**
	 * Puts stand-ins into text that is not taken apart, such as the body of a function,
	 * in a way that {@link #real(String)} undoes to the letter.
	 * @param text any text
	 * @param kept which qualified names stay as they are
	 * @return the text, {@code null} if a name is written so that this is impossible
	 */
	@Nullable String scratchText(String text, BiPredicate<String, String> kept) {
		StringBuilder result = new StringBuilder();
		Matcher matcher = QUALIFIER.matcher(text);
		while (matcher.find()) {
			String written = matcher.group(1);
			boolean quoted = written.startsWith("\"");
			String name = quoted ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
					: written.toLowerCase(Locale.ROOT);
			String scratch = this.scratchNames.get(name);
			if (scratch == null || kept.test(name, matcher.group(2).toLowerCase(Locale.ROOT))) {
				matcher.appendReplacement(result, Matcher.quoteReplacement(written));
				continue;
			}
			if (quoted) {
				scratch = '"' + scratch + '"';
			}
			else if (written.equals(written.toUpperCase(Locale.ROOT)) && !written.equals(name)) {
				scratch = scratch.toUpperCase(Locale.ROOT);
			}
			else if (!written.equals(name)) {
				return null;
			}
			matcher.appendReplacement(result, Matcher.quoteReplacement(scratch));
		}
		return matcher.appendTail(result).toString();
	}

	/**
	 * Puts the schemas' own names back into a name or a text that the server rendered.
	 * @param text any text
	 * @return the text
	 */
	String real(String text) {
		if (!this.scratchName.matcher(text).find()) {
			return text;
		}
		String real = this.realNames.get(text);
		if (real != null) {
			return real;
		}
		try {
			Rewriting rewriting = new Rewriting(text);
			for (SqlToken token : SqlScript.tokens(text)) {
				rewriting.replace(token, (token.kind() == SqlToken.Kind.STRING) ? string(token) : inside(token.text()));
			}
			return rewriting.result();
		}
		catch (SqlSyntaxException ex) {
			return inside(text);
		}
	}

	/** A string that is nothing but a name is an element of a list, as in SET. */
	private String string(SqlToken token) {
		String real = this.realNames.get(token.value());
		if (real != null) {
			return "'" + real.replace("'", "''") + "'";
		}
		return token.value().contains(this.prefix) ? "'" + inside(token.value()).replace("'", "''") + "'"
				: token.text();
	}

	private String inside(String text) {
		return this.scratchName.matcher(text).replaceAll((match) -> {
			String real = this.realNames.get(match.group(2).toLowerCase(Locale.ROOT));
			if (real == null) {
				return Matcher.quoteReplacement(match.group());
			}
			boolean quoted = !match.group(1).isEmpty() && !match.group(3).isEmpty();
			String replacement = quoted ? '"' + real.replace("\"", "\"\"") + '"'
					: match.group(1) + bare(match.group(2), real) + match.group(3);
			return Matcher.quoteReplacement(replacement);
		});
	}

	private String bare(String written, String real) {
		return Character.isUpperCase(written.charAt(0)) ? real.toUpperCase(Locale.ROOT)
				: this.quotedNames.getOrDefault(real, real);
	}

}
