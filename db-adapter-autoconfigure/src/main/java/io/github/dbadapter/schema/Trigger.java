package io.github.dbadapter.schema;

import org.jspecify.annotations.Nullable;

/**
 * A trigger of a table or view.
 *
 * @param name the name
 * @param definition as of {@code pg_get_triggerdef}
 * @param firing when it fires with regard to the replication role
 * @param inherited whether it is the clone of a partitioned table's trigger; such a one
 * is told only if it fires unlike the original
 * @param comment comment
 * @since 0.1.0
 */
public record Trigger(String name, String definition, Firing firing, boolean inherited, @Nullable String comment) {

	/**
	 * When a trigger or rule fires, by {@code session_replication_role}.
	 */
	public enum Firing {

		/** On origin and local: the default. */
		ORIGIN,

		/** Never. */
		DISABLED,

		/** On a replica only. */
		REPLICA,

		/** Always. */
		ALWAYS

	}

}
