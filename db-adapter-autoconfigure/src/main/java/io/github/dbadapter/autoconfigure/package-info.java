/**
 * Wires the library into Spring Boot. Depends on every other package; none depends on it.
 */
@NullMarked
package io.github.dbadapter.autoconfigure;

import org.jspecify.annotations.NullMarked;
