/**
 * The one command model of the program: what a command is, how words become a run of it,
 * and how its result or failure becomes output and an exit status. One-shot use, the
 * interactive shell and command files all run their words through
 * {@link io.github.dbadapter.shell.cli.CommandRunner}. Depends on package {@code render};
 * the commands themselves depend on this one.
 */
@NullMarked
package io.github.dbadapter.shell.cli;

import org.jspecify.annotations.NullMarked;
