/**
 * Where an expected schema comes from: scripts, migrations, entities, column maps, other
 * profiles. Scripts are read by PostgreSQL itself in a scratch place that never puts the
 * live database's data or locks at risk. Used by comparison, validation and fixes.
 */
@NullMarked
package io.github.dbadapter.schema.source;

import org.jspecify.annotations.NullMarked;
