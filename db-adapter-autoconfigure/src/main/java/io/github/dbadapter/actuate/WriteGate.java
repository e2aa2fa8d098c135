package io.github.dbadapter.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What keeps an endpoint from writing. Were it left to the endpoint's default access, a
 * client would be told that the method does not exist instead of what is missing.
 *
 * @param missing properties that have to be set, each with its value; empty if writing is
 * on
 * @since 0.1.0
 */
public record WriteGate(List<String> missing) {

	public WriteGate {
		missing = List.copyOf(missing);
	}

	/**
	 * Tells what is missing.
	 * @return a sentence that names the properties, or {@code null} if writing is on
	 */
	@Nullable String closed() {
		return this.missing.isEmpty() ? null
				: "Writing is switched off. To switch it on, set " + String.join(" and ", this.missing);
	}

}
