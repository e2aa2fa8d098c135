/**
 * Validation: compares a live database with its expected schema, reports the drift, and
 * keeps the last result of each profile. May use everything of the schema packages.
 */
@NullMarked
package io.github.dbadapter.schema.validate;

import org.jspecify.annotations.NullMarked;
