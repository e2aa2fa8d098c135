package io.github.dbadapter.schema.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.dbadapter.schema.diff.SchemaDiff;
import org.jspecify.annotations.Nullable;

/**
 * Result of one validation.
 *
 * @param profile name of the profile
 * @param status the outcome
 * @param checkedAt when the check ended
 * @param duration how long it took
 * @param expected where the expected schema comes from, for people; {@code null} when
 * nothing is expected
 * @param serverVersion version as {@code server_version_num} gives it, 0 when the server
 * was not reached
 * @param fingerprint hash of the actual schema, {@code null} when it was not read
 * @param diff the differences, none unless the schemas were compared
 * @param notices what was not or not fully checked, and what was skipped in the expected
 * schema, a sentence each
 * @param strict whether what is merely extra counted as drift
 * @param stale whether this is an earlier result, because a new one could not be had
 * @param error why nothing was compared, {@code null} otherwise
 * @param notes what is known of the differences besides
 * @since 0.1.0
 */
public record ValidationReport(String profile, ValidationStatus status, Instant checkedAt, Duration duration,
		@Nullable String expected, int serverVersion, @Nullable String fingerprint, SchemaDiff diff,
		List<String> notices, boolean strict, boolean stale, @Nullable String error, DifferenceNotes notes) {

	private static final SchemaDiff NOTHING = new SchemaDiff(List.of(), 0);

	public ValidationReport {
		notices = List.copyOf(notices);
	}

	/**
	 * Creates a report of which nothing more is known.
	 * @param profile name of the profile
	 * @param status the outcome
	 * @param checkedAt when the check ended
	 * @param duration how long it took
	 * @param expected where the expected schema comes from
	 * @param serverVersion version as {@code server_version_num} gives it, 0 for none
	 * @param fingerprint hash of the actual schema
	 * @param diff the differences
	 * @param notices what was not or not fully checked
	 * @param strict whether what is merely extra counted as drift
	 * @param stale whether this is an earlier result
	 * @param error why nothing was compared
	 */
	public ValidationReport(String profile, ValidationStatus status, Instant checkedAt, Duration duration,
			@Nullable String expected, int serverVersion, @Nullable String fingerprint, SchemaDiff diff,
			List<String> notices, boolean strict, boolean stale, @Nullable String error) {
		this(profile, status, checkedAt, duration, expected, serverVersion, fingerprint, diff, notices, strict, stale,
				error, DifferenceNotes.none());
	}

	ValidationReport withNotes(DifferenceNotes notes) {
		return new ValidationReport(this.profile, this.status, this.checkedAt, this.duration, this.expected,
				this.serverVersion, this.fingerprint, this.diff, this.notices, this.strict, this.stale, this.error,
				notes);
	}

	/**
	 * Creates the report of a check that has not been made.
	 * @param profile name of the profile
	 * @param reason why not
	 * @return a report with status {@link ValidationStatus#NOT_CHECKED}
	 */
	public static ValidationReport notChecked(String profile, String reason) {
		return withoutResult(profile, ValidationStatus.NOT_CHECKED, null, Duration.ZERO, reason);
	}

	static ValidationReport withoutResult(String profile, ValidationStatus status, @Nullable String expected,
			Duration duration, String error) {
		return new ValidationReport(profile, status, Instant.now(), duration, expected, 0, null, NOTHING, List.of(),
				false, false, error);
	}

	ValidationReport asStale(String reason) {
		return new ValidationReport(this.profile, this.status, this.checkedAt, this.duration, this.expected,
				this.serverVersion, this.fingerprint, this.diff, this.notices, this.strict, true, reason, this.notes);
	}

	/**
	 * Returns the report of the same comparison with what is merely extra counted as
	 * drift.
	 * @return this, when nothing was compared or it is strict already
	 */
	public ValidationReport asStrict() {
		if (this.strict || !isConclusive()) {
			return this;
		}
		ValidationStatus outcome = this.diff.inSync(true) ? ValidationStatus.IN_SYNC : ValidationStatus.DRIFTED;
		return new ValidationReport(this.profile, outcome, this.checkedAt, this.duration, this.expected,
				this.serverVersion, this.fingerprint, this.diff, this.notices, true, this.stale, this.error,
				this.notes);
	}

	/**
	 * Whether the schemas have been compared.
	 * @return whether the status is in sync or drifted
	 */
	public boolean isConclusive() {
		return this.status == ValidationStatus.IN_SYNC || this.status == ValidationStatus.DRIFTED;
	}

	/**
	 * Whether code that was written for the expected schema will fail.
	 * @return whether a difference is breaking
	 */
	public boolean isBreaking() {
		return this.diff.summary().breaking() > 0;
	}

}
