/**
 * Repairs drift: a pure planner makes ordered statements of the differences, each with
 * its hazards; an executor runs them in one transaction that commits only when the schema
 * is then as expected. Used by the shell and the actuator endpoint.
 */
@NullMarked
package io.github.dbadapter.schema.fix;

import org.jspecify.annotations.NullMarked;
