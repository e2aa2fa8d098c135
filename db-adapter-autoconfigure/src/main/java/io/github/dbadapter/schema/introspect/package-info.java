/**
 * Reads a {@link io.github.dbadapter.schema.DatabaseSchema} from a live database: one
 * set-based query of {@code pg_catalog} for each kind of object, all sent together.
 */
@NullMarked
package io.github.dbadapter.schema.introspect;

import org.jspecify.annotations.NullMarked;
