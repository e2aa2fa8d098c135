package io.github.dbadapter.profile;

import java.util.Collection;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.NearestNames;
import org.jspecify.annotations.Nullable;

/**
 * There is no profile of the name that was given.
 *
 * @since 0.1.0
 */
public class UnknownProfileException extends InvalidInputException {

	private final String profile;

	private final ProfileOrigin origin;

	private final List<String> known;

	private final @Nullable String suggestion;

	UnknownProfileException(String profile, ProfileOrigin origin, Collection<String> known) {
		super(message(profile, origin, known));
		this.profile = profile;
		this.origin = origin;
		this.known = List.copyOf(known);
		this.suggestion = nearest(profile, known);
	}

	private static String message(String profile, ProfileOrigin origin, Collection<String> known) {
		String from = (origin.kind() != ProfileOrigin.Kind.ARGUMENT) ? " (" + origin + ")" : "";
		@Nullable String nearest = nearest(profile, known);
		String suggestion = (nearest != null) ? " Did you mean '%s'?".formatted(nearest) : "";
		return "There is no profile '%s'%s.%s %s".formatted(profile, from, suggestion, known(known));
	}

	private static @Nullable String nearest(String profile, Collection<String> known) {
		return NearestNames.of(profile, known).stream().findFirst().orElse(null);
	}

	static String known(Collection<String> known) {
		return known.isEmpty() ? "No profile is defined: add one under db.profiles or to db.toml."
				: "Known profiles are: " + String.join(", ", known) + ".";
	}

	public String getProfile() {
		return this.profile;
	}

	public ProfileOrigin getOrigin() {
		return this.origin;
	}

	public List<String> getKnown() {
		return this.known;
	}

	/**
	 * Returns the known name that is nearest.
	 * @return the name, or {@code null} if none is near
	 */
	public @Nullable String getSuggestion() {
		return this.suggestion;
	}

}
