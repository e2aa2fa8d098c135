/**
 * Backups in a folder that application instances share: what is there, what is running
 * and what is too old. The folder is the only state. Used by the edges alone.
 */
@NullMarked
package io.github.dbadapter.backup.job;

import org.jspecify.annotations.NullMarked;
