/**
 * Model of a PostgreSQL schema: immutable records, one for each kind of object, with
 * PostgreSQL's own rendering of every expression. Pure: no I/O. Objects refer to each
 * other by name, never by reference.
 */
@NullMarked
package io.github.dbadapter.schema;

import org.jspecify.annotations.NullMarked;
