/**
 * Bulk data over COPY: the session settings under which values are written and read, and
 * the transcoder between COPY's text format and JSON. Knows nothing of tables or files.
 */
@NullMarked
package io.github.dbadapter.copy;

import org.jspecify.annotations.NullMarked;
