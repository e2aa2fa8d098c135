package io.github.dbadapter.schema.fix;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.validate.ProfileValidation;
import org.jspecify.annotations.Nullable;

/**
 * Repairs the schemas of profiles. Every attempt to apply a plan is logged and told to a
 * listener. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class FixServices {

	private final Profiles profiles;

	private final Supplier<@Nullable ProfileValidation> expectation;

	private final FixWords words;

	private final FixApproval approval;

	private final Consumer<SchemaFixedEvent> listener;

	/**
	 * Creates an instance.
	 * @param profiles the profiles there are
	 * @param expectation what is expected of them, {@code null} for nothing
	 * @param words what plans may do unless told otherwise
	 * @param approval what is accepted unless told otherwise, and how plans are applied
	 * @param listener told of each attempt to apply a plan, on the thread of the work
	 */
	public FixServices(Profiles profiles, Supplier<@Nullable ProfileValidation> expectation, FixWords words,
			FixApproval approval, Consumer<SchemaFixedEvent> listener) {
		this.profiles = profiles;
		this.expectation = expectation;
		this.words = words;
		this.approval = approval;
		this.listener = listener;
	}

	/**
	 * Returns what plans may do unless told otherwise.
	 * @return the configured words
	 */
	public FixWords words() {
		return this.words;
	}

	/**
	 * Returns what is accepted unless told otherwise, and how plans are applied.
	 * @return the configured approval
	 */
	public FixApproval approval() {
		return this.approval;
	}

	/**
	 * Returns the service of a profile. Nothing is opened yet.
	 * @param profile name of the profile, {@code null} for the active one
	 * @return a service that leads to what is expected of all profiles
	 * @throws InvalidInputException if the profile is not known or has no direct
	 * connection, or nothing is expected
	 */
	public FixService forProfile(@Nullable String profile) {
		return forProfile(this.profiles.resolve(profile), null);
	}

	/**
	 * Returns the service of a profile that leads to something else. Nothing is opened
	 * yet.
	 * @param profile the profile
	 * @param expected what is expected of it, {@code null} for what is expected of all
	 * @return the service
	 * @throws InvalidInputException if the profile has no direct connection, or nothing
	 * is expected
	 */
	public FixService forProfile(ResolvedProfile profile, @Nullable ProfileValidation expected) {
		ProfileValidation validation = (expected != null) ? expected : this.expectation.get();
		if (validation == null) {
			throw new InvalidInputException(
					"There is nothing to repair the schema of profile '%s' to: set db.schema.file"
						.formatted(profile.name()));
		}
		return new FixService(FixTarget.of(profile, validation), this.listener);
	}

}
