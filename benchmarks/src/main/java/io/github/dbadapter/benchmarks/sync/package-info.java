/**
 * Sync side by side with PostgreSQL's own tools, on one generated set of data and one
 * server.
 */
@NullMarked
package io.github.dbadapter.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
