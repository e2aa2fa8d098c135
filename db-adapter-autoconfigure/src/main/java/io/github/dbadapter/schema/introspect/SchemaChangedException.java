package io.github.dbadapter.schema.introspect;

import io.github.dbadapter.DbAdapterException;
import org.jspecify.annotations.Nullable;

/**
 * The schema was changed again and again while it was being read, so that no consistent
 * picture could be had. Nothing has been changed; trying again later helps.
 *
 * @since 0.1.0
 */
public class SchemaChangedException extends DbAdapterException {

	SchemaChangedException(String database, int attempts, @Nullable Throwable cause) {
		super("Could not read the schema of %s: it was being changed in each of %d attempts. Try again later."
			.formatted(database, attempts), cause);
	}

}
