package io.github.dbadapter.schema.validate;

import java.time.Duration;

/**
 * How {@link SchemaChecks} keeps its results fresh.
 *
 * @param cacheTtl age at which a watched profile is checked again, give or take a fifth,
 * so that several instances do not check at once
 * @param timeout longest time that one check may take
 * @param refreshInterval shortest time between two checks of a profile that were asked
 * for
 * @since 0.1.0
 */
public record CheckSettings(Duration cacheTtl, Duration timeout, Duration refreshInterval) {

	/**
	 * Returns the defaults.
	 * @return 5 minutes, 30 seconds and 5 seconds
	 */
	public static CheckSettings defaults() {
		return new CheckSettings(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(5));
	}

}
