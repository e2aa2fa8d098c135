package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.schema.OtherObject;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;

/**
 * The definition of a foreign server or wrapper, apart from its options, which change in
 * place: foreign tables and user mappings lean on it.
 *
 * @param head the definition without options
 * @param values literals by name of the option
 */
record ForeignOptions(String head, Map<String, String> values) {

	static ForeignOptions of(OtherObject object) {
		List<SqlToken> tokens = SqlScript.tokens(object.definition());
		Map<String, String> values = new LinkedHashMap<>();
		for (int i = 0; i + 1 < tokens.size(); i++) {
			if (tokens.get(i).isWord("options") && tokens.get(i + 1).is("(")) {
				for (int name = i + 2; name + 1 < tokens.size(); name += 3) {
					values.put(tokens.get(name).value(), tokens.get(name + 1).text());
				}
				return new ForeignOptions(object.definition().substring(0, tokens.get(i).start()).strip(), values);
			}
		}
		return new ForeignOptions(object.definition().strip(), values);
	}

	/** Whether one can become the other, without a secret among what changes. */
	static boolean canChange(OtherObject actual, OtherObject expected) {
		boolean kind = actual.type().equals("SERVER") || actual.type().equals("FOREIGN DATA WRAPPER");
		return kind && of(actual).head().equals(of(expected).head())
				&& !of(actual).change(of(expected)).contains(Secrets.MASKED);
	}

	/** Returns what follows {@code OPTIONS}. */
	String change(ForeignOptions expected) {
		List<String> changes = new ArrayList<>();
		expected.values.forEach((name, value) -> {
			if (!value.equals(this.values.get(name))) {
				changes.add("%s %s %s".formatted(this.values.containsKey(name) ? "SET" : "ADD", SqlText.quoted(name),
						value));
			}
		});
		this.values.keySet()
			.stream()
			.filter((name) -> !expected.values.containsKey(name))
			.forEach((name) -> changes.add("DROP " + SqlText.quoted(name)));
		return "(" + String.join(", ", changes) + ")";
	}

}
