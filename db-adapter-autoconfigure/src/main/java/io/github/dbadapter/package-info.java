/**
 * Exceptions that all of db-adapter shares. Every other package may depend on this one;
 * it depends on none.
 */
@NullMarked
package io.github.dbadapter;

import org.jspecify.annotations.NullMarked;
