/**
 * The commands: each parses its options, calls one service of the library and returns a
 * result that knows how it looks. To add one, write a class that implements
 * {@link io.github.dbadapter.shell.cli.ShellCommand} and list it in
 * {@link io.github.dbadapter.shell.command.Commands}. Only the program's start depends on
 * this package.
 */
@NullMarked
package io.github.dbadapter.shell.command;

import org.jspecify.annotations.NullMarked;
