/**
 * Named database connections: how they are written, which of them is active and why, and
 * the lock file. Depends on package {@code sql} alone; every package after it may use it.
 */
@NullMarked
package io.github.dbadapter.profile;

import org.jspecify.annotations.NullMarked;
