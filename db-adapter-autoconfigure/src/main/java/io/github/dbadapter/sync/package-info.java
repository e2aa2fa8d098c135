/**
 * Sync: rows of one database carried into another one, of which only those travel that
 * differ. Uses {@code backup}, {@code profile}, {@code copy} and {@code sql}, and no
 * Spring.
 */
@NullMarked
package io.github.dbadapter.sync;

import org.jspecify.annotations.NullMarked;
