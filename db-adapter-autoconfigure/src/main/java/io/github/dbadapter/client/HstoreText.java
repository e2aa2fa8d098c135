package io.github.dbadapter.client;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads the text that the server gives for an {@code hstore}.
 */
final class HstoreText {

	private final String text;

	private int at;

	private HstoreText(String text) {
		this.text = text;
	}

	static Map<String, @Nullable String> read(String text) {
		return new HstoreText(text).map();
	}

	private Map<String, @Nullable String> map() {
		Map<String, @Nullable String> map = new LinkedHashMap<>();
		while (this.at < this.text.length()) {
			String key = quoted();
			this.at += "=>".length();
			if (this.text.charAt(this.at) == '"') {
				map.put(key, quoted());
			}
			else {
				this.at += "NULL".length();
				map.put(key, null);
			}
			this.at += ", ".length();
		}
		return map;
	}

	private String quoted() {
		StringBuilder value = new StringBuilder();
		this.at++;
		while (true) {
			char next = this.text.charAt(this.at++);
			if (next == '"') {
				return value.toString();
			}
			value.append((next == '\\') ? this.text.charAt(this.at++) : next);
		}
	}

}
