/**
 * Text for people: aligned tables, colours and layout, independent of what is shown.
 * Every other package of the program may depend on this one; it depends on none.
 */
@NullMarked
package io.github.dbadapter.shell.render;

import org.jspecify.annotations.NullMarked;
