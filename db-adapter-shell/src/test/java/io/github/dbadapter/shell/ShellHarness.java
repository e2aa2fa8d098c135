package io.github.dbadapter.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.shell.cli.JsonDocuments;
import io.github.dbadapter.shell.cli.ShellConsole;
import io.github.dbadapter.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs the whole program in this process, as in a folder of its own: with its own
 * {@code db.toml} and lock file, and its standard streams apart.
 */
final class ShellHarness {

	private final Path folder;

	private final Map<String, Object> properties = new HashMap<>();

	private @Nullable String answer;

	ShellHarness(Path folder) {
		this.folder = folder;
		this.properties.put("db.lock-file", lockFile().toString());
	}

	Path lockFile() {
		return this.folder.resolve(".db-profile");
	}

	/** Sets a property, or a variable of the environment. */
	ShellHarness with(String name, String value) {
		this.properties.put(name, value);
		return this;
	}

	ShellHarness withConfig(String toml) {
		return with("db.config-file", write("db.toml", toml).toString());
	}

	ShellHarness withProfile(String name, TestDatabase database) {
		return with("db.profiles." + name + ".url", database.url());
	}

	Path write(String name, String text) {
		try {
			return Files.writeString(this.folder.resolve(name), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Somebody sits at the terminal and gives the same answer to every question. */
	ShellHarness answering(String answer) {
		this.answer = answer;
		return this;
	}

	Outcome run(String... words) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		ShellConsole console = new ShellConsole(new PrintWriter(out), new PrintWriter(err), false, false, () -> 200);
		if (this.answer != null) {
			String given = this.answer;
			console = console.withQuestions((question) -> {
				err.append(question);
				return given;
			});
		}
		int status = DbAdapterShellApplication.run(List.of(words), console, this.properties);
		return new Outcome(status, out.toString(), err.toString());
	}

	/**
	 * What came out.
	 *
	 * @param status the exit status
	 * @param out what went to standard output
	 * @param err what went to standard error
	 */
	record Outcome(int status, String out, String err) {

		JsonNode json() {
			return JsonDocuments.read(this.out);
		}

	}

}
