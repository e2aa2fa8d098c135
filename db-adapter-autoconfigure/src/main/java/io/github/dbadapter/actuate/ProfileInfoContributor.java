package io.github.dbadapter.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Adds the active profile and where it came from.
 *
 * @since 0.1.0
 */
public final class ProfileInfoContributor implements InfoContributor {

	private final Profiles profiles;

	public ProfileInfoContributor(Profiles profiles) {
		this.profiles = profiles;
	}

	@Override
	public void contribute(Info.Builder builder) {
		try {
			ResolvedProfile active = this.profiles.find(null);
			if (active != null) {
				builder.withDetail("database", describe(active));
			}
		}
		catch (InvalidInputException ex) {
			builder.withDetail("database", Map.of("error", ex.getMessage()));
		}
	}

	private static Map<String, Object> describe(ResolvedProfile active) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("profile", active.name());
		details.put("origin", active.describe());
		if (!active.profile().description().isEmpty()) {
			details.put("description", active.profile().description());
		}
		details.put("protected", active.profile().isProtected());
		return details;
	}

}
