/**
 * Endpoints and metrics for Spring Boot Actuator. Used by the wiring alone.
 */
@NullMarked
package io.github.dbadapter.actuate;

import org.jspecify.annotations.NullMarked;
