/**
 * Health of the schema for Spring Boot's health endpoint. Used by the wiring alone.
 */
@NullMarked
package io.github.dbadapter.health;

import org.jspecify.annotations.NullMarked;
