/**
 * Comparison of two schemas: pure functions from models to differences. May use the model
 * and nothing that does I/O.
 */
@NullMarked
package io.github.dbadapter.schema.diff;

import org.jspecify.annotations.NullMarked;
