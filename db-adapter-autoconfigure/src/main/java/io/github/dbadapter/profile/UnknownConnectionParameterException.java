package io.github.dbadapter.profile;

import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.NearestNames;

/**
 * A connection URL has a parameter that is not one of the supported.
 *
 * @since 0.1.0
 */
public class UnknownConnectionParameterException extends InvalidInputException {

	private final String parameter;

	private final List<String> known;

	UnknownConnectionParameterException(String subject, String parameter, List<String> known) {
		super("The %s has the unknown parameter '%s'%s. Known are: %s.".formatted(subject, parameter,
				suggestion(parameter, known), String.join(", ", known)));
		this.parameter = parameter;
		this.known = List.copyOf(known);
	}

	private static String suggestion(String parameter, List<String> known) {
		return NearestNames.of(parameter, known)
			.stream()
			.findFirst()
			.map(" (did you mean '%s'?)"::formatted)
			.orElse("");
	}

	public String getParameter() {
		return this.parameter;
	}

	/**
	 * Returns the parameters that a connection URL may have.
	 * @return libpq's names in alphabetical order
	 */
	public List<String> getKnown() {
		return this.known;
	}

}
