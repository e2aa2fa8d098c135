/**
 * Backup and restore: rows of many tables in one JSON file, taken from one snapshot and
 * brought back with their keys and references intact. Uses {@code sql} and {@code copy},
 * and no Spring.
 */
@NullMarked
package io.github.dbadapter.backup;

import org.jspecify.annotations.NullMarked;
