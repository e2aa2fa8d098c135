/**
 * The client against Spring's own and against the bare driver.
 */
@NullMarked
package io.github.dbadapter.benchmarks.client;

import org.jspecify.annotations.NullMarked;
