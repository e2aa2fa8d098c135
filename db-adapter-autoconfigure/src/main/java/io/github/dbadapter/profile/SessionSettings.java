package io.github.dbadapter.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dbadapter.InvalidInputException;

/**
 * Server settings inside libpq's {@code options} parameter, for example
 * {@code -c search_path=app -c statement_timeout=5s}.
 *
 * @since 0.1.0
 */
public final class SessionSettings {

	private SessionSettings() {
	}

	/**
	 * Reads the settings as the server does (PostgreSQL manual, chapter 34.1.2): words
	 * are separated by white space, a backslash takes the next character literally, a
	 * setting is {@code -c name=value}, {@code -cname=value} or {@code --name=value}.
	 * @param options value of the {@code options} parameter
	 * @return values by setting, in the order given; the last of a repeated one wins
	 * @throws InvalidInputException if a word is not of these forms
	 */
	public static Map<String, String> parse(String options) {
		Map<String, String> settings = new LinkedHashMap<>();
		List<String> words = words(options);
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			String setting;
			if (word.equals("-c") && i + 1 < words.size()) {
				setting = words.get(++i);
			}
			else if (word.startsWith("--") || (word.startsWith("-c") && word.length() > 2)) {
				setting = word.substring(2);
			}
			else {
				throw malformed();
			}
			int equals = setting.indexOf('=');
			if (equals < 1) {
				throw malformed();
			}
			String name = setting.substring(0, equals);
			settings.put(word.startsWith("--") ? name.replace('-', '_') : name, setting.substring(equals + 1));
		}
		return settings;
	}

	/**
	 * Writes settings so that {@link #parse} reads them again.
	 * @param settings values by setting
	 * @return a value for the {@code options} parameter
	 */
	public static String format(Map<String, String> settings) {
		return settings.entrySet()
			.stream()
			.map((setting) -> "-c " + setting.getKey() + "=" + setting.getValue().replaceAll("([\\\\\\s])", "\\\\$1"))
			.collect(Collectors.joining(" "));
	}

	private static List<String> words(String options) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		boolean inWord = false;
		for (int at = 0; at < options.length(); at++) {
			char character = options.charAt(at);
			if (character == '\\' && at + 1 < options.length()) {
				word.append(options.charAt(++at));
				inWord = true;
			}
			else if (!Character.isWhitespace(character)) {
				word.append(character);
				inWord = true;
			}
			else if (inWord) {
				words.add(word.toString());
				word.setLength(0);
				inWord = false;
			}
		}
		if (inWord) {
			words.add(word.toString());
		}
		return words;
	}

	private static InvalidInputException malformed() {
		return new InvalidInputException(
				"Connection parameter 'options' must consist of settings as in '-c search_path=app'");
	}

}
