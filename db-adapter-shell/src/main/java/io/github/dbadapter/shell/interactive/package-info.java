/**
 * The interactive shell: Spring Shell's loop and JLine's line editor around the command
 * model of package {@code cli}, with a prompt, completion and history. Used by the
 * program's start alone.
 */
@NullMarked
package io.github.dbadapter.shell.interactive;

import org.jspecify.annotations.NullMarked;
