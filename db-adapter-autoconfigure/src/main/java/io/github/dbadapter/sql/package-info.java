/**
 * The SQL ground that everything stands on: identifiers and their quoting, connection
 * parameters, and the administrative connection (pgjdbc). Depends on no other package of
 * the library but the root.
 */
@NullMarked
package io.github.dbadapter.sql;

import org.jspecify.annotations.NullMarked;
