package io.github.dbadapter.autoconfigure;

import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.Mask;
import org.jspecify.annotations.Nullable;

/**
 * Masks as properties have them: their text by {@code table.column}.
 */
final class ConfiguredMasks {

	private ConfiguredMasks() {
	}

	/**
	 * Reads the masks.
	 * @param property name of the property that holds them, for messages
	 * @param masks the texts by column
	 * @return the masks
	 */
	static List<Mask> of(String property, Map<String, @Nullable String> masks) {
		return masks.entrySet().stream().map((entry) -> of(property, entry.getKey(), entry.getValue())).toList();
	}

	/** In YAML the mask {@code null} is no text but nothing. */
	private static Mask of(String property, String column, @Nullable String text) {
		int dot = column.lastIndexOf('.');
		if (dot <= 0 || dot == column.length() - 1) {
			throw new InvalidInputException("%s.%s does not name a table and a column".formatted(property, column));
		}
		return Mask.parse(column.substring(0, dot), column.substring(dot + 1),
				(text == null || text.isEmpty()) ? "null" : text);
	}

}
