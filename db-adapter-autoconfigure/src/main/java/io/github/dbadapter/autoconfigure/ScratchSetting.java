package io.github.dbadapter.autoconfigure;

import java.util.Arrays;
import java.util.Locale;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.source.ScratchMode;
import io.github.dbadapter.schema.source.ScratchOptions;

/**
 * Value of {@code db.schema.scratch}: the name of a mode, or {@code profile:} and the
 * name of a profile. A nonsense value is refused when the application starts.
 */
final class ScratchSetting {

	private static final String PROFILE = "profile:";

	private final String value;

	private final Profiles profiles;

	ScratchSetting(String value, Profiles profiles) {
		this.value = value.strip();
		this.profiles = profiles;
		if (!this.value.startsWith(PROFILE)) {
			mode();
		}
	}

	ScratchOptions options() {
		if (this.value.startsWith(PROFILE)) {
			return ScratchOptions
				.on(this.profiles.get(this.value.substring(PROFILE.length()).strip()).administrativeDatabase());
		}
		return ScratchOptions.of(mode());
	}

	private ScratchMode mode() {
		return Arrays.stream(ScratchMode.values())
			.filter((mode) -> mode.name().toLowerCase(Locale.ROOT).equals(this.value.toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new InvalidInputException(
					"db.schema.scratch is '%s', and must be auto, database, transaction or profile:<name>"
						.formatted(this.value)));
	}

}
