/**
 * The terminal program: starts Spring Boot without anything that a command does not need,
 * runs one command or the interactive shell, and ends with the command's status.
 * <p>
 * There is one command model. A command is a class with picocli's annotations, listed in
 * {@link io.github.dbadapter.shell.command.Commands}; picocli parses its words, and for
 * the interactive shell the same model is registered as commands of Spring Shell, whose
 * loop, history and terminal are used. Words are therefore understood in the same way,
 * and fail in the same way, on the command line, at the prompt and in a command file.
 */
@NullMarked
package io.github.dbadapter.shell;

import org.jspecify.annotations.NullMarked;
