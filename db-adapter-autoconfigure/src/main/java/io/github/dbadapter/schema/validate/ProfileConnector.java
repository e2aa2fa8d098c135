package io.github.dbadapter.schema.validate;

import java.sql.Statement;
import java.util.function.Function;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Connects to a profile, checks its schema if one is expected, and remembers the profile
 * in the lock file if all is well. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ProfileConnector {

	private final Profiles profiles;

	private final Function<ResolvedProfile, Mono<ValidationReport>> validation;

	/**
	 * Creates a connector.
	 * @param profiles the profiles there are
	 * @param validation checks the schema of a profile, empty when nothing is expected
	 */
	public ProfileConnector(Profiles profiles, Function<ResolvedProfile, Mono<ValidationReport>> validation) {
		this.profiles = profiles;
		this.validation = validation;
	}

	/**
	 * Connects, validates, and only then writes the lock file. A profile without a name
	 * of its own, such as that of {@code DATABASE_URL}, is never written. Cold; each
	 * subscription connects anew.
	 * @param profile name of the profile, {@code null} for the active one
	 * @return the result, once; what goes wrong with the profile, the connection, the
	 * schema or the lock file is in the result and not an error
	 */
	public Mono<ConnectionResult> connectAndValidate(@Nullable String profile) {
		return connectAndValidate(profile, this.validation);
	}

	/**
	 * Does the same with another expectation.
	 * @param profile name of the profile, {@code null} for the active one
	 * @param validation checks the schema of a profile, empty when nothing is expected
	 * @return the result, once
	 */
	public Mono<ConnectionResult> connectAndValidate(@Nullable String profile,
			Function<ResolvedProfile, Mono<ValidationReport>> validation) {
		return connect(profile, validation, true);
	}

	/**
	 * Connects and validates, and never touches the lock file.
	 * @param profile name of the profile, {@code null} for the active one
	 * @return the result, once, as of {@link #connectAndValidate(String)}
	 */
	public Mono<ConnectionResult> validateOnly(@Nullable String profile) {
		return connect(profile, this.validation, false);
	}

	private Mono<ConnectionResult> connect(@Nullable String name,
			Function<ResolvedProfile, Mono<ValidationReport>> validation, boolean remember) {
		return Mono.fromCallable(() -> this.profiles.resolve(name))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((profile) -> connect(profile, validation)
				.doOnNext((result) -> remember(profile, remember && result.success()))
				.onErrorResume(DbAdapterException.class, (ex) -> failed(profile.name(), ex)))
			.onErrorResume(DbAdapterException.class, (ex) -> failed(name, ex));
	}

	private static Mono<ConnectionResult> connect(ResolvedProfile profile,
			Function<ResolvedProfile, Mono<ValidationReport>> validation) {
		Mono<Boolean> connection = Mono.defer(() -> profile.profile()
			.administrativeDatabase()
			.execute("connect to profile '%s'".formatted(profile.name()), (opened) -> {
				try (Statement statement = opened.createStatement()) {
					return statement.execute("SELECT 1");
				}
			}));
		return connection.then(Mono.defer(() -> validation.apply(profile)))
			.map(ConnectionResult::of)
			.defaultIfEmpty(ConnectionResult.connected(profile.name()));
	}

	private void remember(ResolvedProfile profile, boolean success) {
		if (success && profile.isNamed()) {
			this.profiles.lockFile().write(profile.name());
		}
	}

	private static Mono<ConnectionResult> failed(@Nullable String profile, DbAdapterException failure) {
		return Mono.just(ConnectionResult.failed(profile, failure));
	}

}
