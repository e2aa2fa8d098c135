package io.github.dbadapter.schema.fix;

import java.time.Duration;

import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to apply a plan has ended. Published by {@link FixServices}, in an
 * application as an event.
 *
 * @param profile name of the profile, {@code null} for none
 * @param database address of the database, without user and password
 * @param principal who approved it, {@code null} when it is not known
 * @param plan short name of the plan
 * @param outcome how it ended
 * @param reason why it was refused or rolled back, {@code null} when it was neither
 * @param statements number of statements that ran and were committed
 * @param duration time it took
 * @since 0.1.0
 */
public record SchemaFixedEvent(@Nullable String profile, String database, @Nullable String principal, String plan,
		Outcome outcome, @Nullable Reason reason, int statements, Duration duration) {

	/**
	 * How an attempt ended.
	 */
	public enum Outcome {

		/** All of it is done. */
		APPLIED,

		/** Refused before a statement of the plan ran. */
		REFUSED,

		/** Failed; what ran in the transaction was rolled back. */
		FAILED,

		/** Nobody waited for the end any more; it was rolled back. */
		CANCELLED

	}

}
