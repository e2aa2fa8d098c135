package io.github.dbadapter.autoconfigure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.DatabaseProfile;
import io.github.dbadapter.profile.ProfileDefinition;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.sql.ConnectionParameters;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Keeps the profiles' secrets out of {@code /actuator/env} and
 * {@code /actuator/configprops} whatever {@code show-values} says: our own keys by their
 * names, and every other property, such as the variable that a placeholder refers to, by
 * its value.
 */
class SecretSanitizer implements SanitizingFunction {

	private static final Pattern OUR_KEYS = Pattern
		.compile("db[._]?profiles[._\\[].*(url|password|key)|.*database_?url|.*backup[._]?mask_?salt");

	/** Shorter secrets occur inside words by chance. */
	private static final int DISTINCTIVE = 8;

	private final Set<String> secrets = new HashSet<>();

	SecretSanitizer(Profiles profiles) {
		profiles.names().forEach((name) -> collect(profiles, name));
		ResolvedProfile active = ignoreInvalid(() -> profiles.find(null));
		if (active != null) {
			collect(active.profile());
		}
	}

	private void collect(Profiles profiles, String name) {
		ProfileDefinition definition = profiles.definition(name);
		add(definition.password());
		add(definition.key());
		DatabaseProfile profile = ignoreInvalid(() -> definition.toProfile(name));
		if (profile != null) {
			collect(profile);
		}
	}

	private void collect(DatabaseProfile profile) {
		ConnectionParameters connection = profile.connection();
		if (connection != null) {
			add(connection.password());
		}
	}

	private void add(@Nullable String secret) {
		if (secret != null && !secret.isEmpty()) {
			this.secrets.add(secret);
			this.secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
		}
	}

	private static <T> @Nullable T ignoreInvalid(java.util.function.Supplier<@Nullable T> supplier) {
		try {
			return supplier.get();
		}
		catch (InvalidInputException ex) {
			return null;
		}
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		String key = data.getKey().toLowerCase(Locale.ROOT).replace("-", "");
		return (OUR_KEYS.matcher(key).matches() || isSecret(data.getValue())) ? data.withSanitizedValue() : data;
	}

	private boolean isSecret(@Nullable Object value) {
		if (value == null) {
			return false;
		}
		String text = value.toString();
		return this.secrets.stream()
			.anyMatch((secret) -> text.equals(secret) || text.contains(":" + secret + "@")
					|| text.contains("=" + secret) || (secret.length() >= DISTINCTIVE && text.contains(secret)));
	}

}
