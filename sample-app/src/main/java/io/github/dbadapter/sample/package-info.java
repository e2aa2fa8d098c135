/**
 * A small shop that uses db-adapter as any application would.
 */
@NullMarked
package io.github.dbadapter.sample;

import org.jspecify.annotations.NullMarked;
