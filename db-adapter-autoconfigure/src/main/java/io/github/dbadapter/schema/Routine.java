package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A function, procedure or aggregate.
 *
 * @param kind {@code FUNCTION}, {@code PROCEDURE} or {@code AGGREGATE}
 * @param name the name
 * @param identityArguments argument types that identify it
 * @param result result type as of {@code pg_get_function_result}, {@code null} for a
 * procedure
 * @param definition complete {@code CREATE OR REPLACE} statement without a final
 * semicolon
 * @param comment comment
 * @since 0.1.0
 */
public record Routine(ObjectKind kind, QualifiedName name, String identityArguments, @Nullable String result,
		String definition, @Nullable String comment) implements SchemaObject {

	/** What may follow the first word of a type, so that this is no argument's name. */
	private static final Set<String> CONTINUATIONS = Set.of("varying", "precision", "with", "without");

	@Override
	public ObjectReference reference() {
		return new ObjectReference(this.kind, this.name, this.identityArguments);
	}

	/**
	 * Returns the types by which PostgreSQL tells routines of one name apart, whatever
	 * their arguments are called and whatever they give back.
	 * @return types of the arguments that go in, in order
	 */
	public List<String> inputTypes() {
		return split(this.identityArguments, ", ").stream()
			.filter((argument) -> !argument.startsWith("OUT "))
			.map(Routine::type)
			.toList();
	}

	private static String type(String argument) {
		String text = argument.replaceFirst("^(?:IN|INOUT|VARIADIC) ", "");
		List<String> words = split(text, " ");
		return (words.size() < 2 || CONTINUATIONS.contains(words.get(1).split("[(\\[]")[0])) ? text
				: text.substring(words.get(0).length() + 1);
	}

	/** Splits outside of double quotes. */
	private static List<String> split(String text, String separator) {
		List<String> parts = new ArrayList<>();
		boolean quoted = false;
		int start = 0;
		for (int at = 0; at < text.length(); at++) {
			quoted ^= text.charAt(at) == '"';
			if (!quoted && text.startsWith(separator, at)) {
				parts.add(text.substring(start, at));
				start = at + separator.length();
			}
		}
		if (start < text.length()) {
			parts.add(text.substring(start));
		}
		return parts;
	}

}
