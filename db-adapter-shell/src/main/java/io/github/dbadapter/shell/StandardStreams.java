package io.github.dbadapter.shell;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.dbadapter.shell.cli.ShellConsole;
import org.jspecify.annotations.Nullable;

/**
 * The process's own streams, always in UTF-8. Java cannot ask which of them is a
 * terminal, nor how wide it is, without native code; the launcher can, and says it in
 * system properties.
 */
final class StandardStreams {

	/** Which of {@code out} and {@code err} are terminals, separated by commas. */
	private static final String TERMINALS = "db-adapter.terminals";

	/** Columns of the terminal. */
	private static final String COLUMNS = "db-adapter.columns";

	private static final int DEFAULT_WIDTH = 100;

	private StandardStreams() {
	}

	static ShellConsole open() {
		boolean out = isTerminal("out");
		boolean colour = isColourWanted();
		int width = out ? Integer.getInteger(COLUMNS, DEFAULT_WIDTH) : Integer.MAX_VALUE;
		PrintWriter err = writer(FileDescriptor.err);
		boolean attended = out && isTerminal("in") && isTerminal("err");
		return new ShellConsole(writer(FileDescriptor.out), err, colour && out, colour && isTerminal("err"),
				() -> (width > 0) ? width : DEFAULT_WIDTH, attended ? (question) -> ask(question, err) : null);
	}

	private static @Nullable String ask(String question, PrintWriter err) {
		err.print(question);
		err.flush();
		try {
			String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
			return (line != null) ? line.strip() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Without the launcher a console stands for both streams; from Java 22 on there may
	 * be one without any terminal.
	 */
	private static boolean isTerminal(String stream) {
		String terminals = System.getProperty(TERMINALS);
		return (terminals != null) ? List.of(terminals.split(",")).contains(stream)
				: System.console() != null && Runtime.version().feature() < 22;
	}

	/** See no-color.org. */
	private static boolean isColourWanted() {
		String noColour = System.getenv("NO_COLOR");
		return (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
	}

	private static PrintWriter writer(FileDescriptor descriptor) {
		return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
	}

}
