/**
 * The data plane: rows as maps, one table at a time, over R2DBC or PostgREST. Depends on
 * {@code sql} and {@code profile}; the only package besides {@code autoconfigure} that
 * knows Spring's own {@link org.springframework.r2dbc.core.DatabaseClient}.
 */
@NullMarked
package io.github.dbadapter.client;

import org.jspecify.annotations.NullMarked;
