/**
 * Introspection on its own and side by side with pg_dump and Liquibase, on one generated
 * schema.
 */
@NullMarked
package io.github.dbadapter.benchmarks.schema;

import org.jspecify.annotations.NullMarked;
