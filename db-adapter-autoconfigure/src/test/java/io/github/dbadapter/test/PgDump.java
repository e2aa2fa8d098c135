package io.github.dbadapter.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.sql.ConnectionParameters;

/**
 * PostgreSQL's own {@code pg_dump}, of the server's major version, where there is one.
 */
public final class PgDump {

	private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

	private final String program;

	private PgDump(String program) {
		this.program = program;
	}

	/**
	 * Finds the program on the path or where Debian puts it.
	 * @param major major version of the server
	 * @return the program, if there is one
	 */
	public static Optional<PgDump> ofMajorVersion(int major) {
		Stream<Path> folders = Stream.concat(
				Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of),
				Stream.of(Path.of("/usr/lib/postgresql/" + major + "/bin")));
		return folders.map((folder) -> folder.resolve("pg_dump"))
			.filter(Files::isExecutable)
			.map((program) -> new PgDump(program.toString()))
			.filter((dump) -> dump.majorVersion() == major)
			.findFirst();
	}

	private int majorVersion() {
		Matcher matcher = VERSION.matcher(run(List.of("--version"), ""));
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
	}

	/**
	 * Dumps the schema without owners and grants.
	 * @param database the database
	 * @return the script
	 */
	public String dump(TestDatabase database) {
		ConnectionParameters parameters = database.parameters();
		String script = run(
				List.of("-s", "-O", "-x", "-h", database.host().name(), "-p", Integer.toString(database.host().port()),
						"-U", String.valueOf(parameters.user()), database.name()),
				String.valueOf(parameters.password()));
		// From newer minor versions; a meta-command of psql.
		return script.replaceAll("(?m)^\\\\(?:un)?restrict .*$", "");
	}

	/**
	 * Reduces a script to its set of statements, columns of tables in alphabetical order.
	 * @param script what {@link #dump} gives
	 * @return the statements, in order of their text
	 */
	public static List<String> statements(String script) {
		String withoutComments = script.replaceAll("(?m)^--.*$", "");
		return Arrays.stream(withoutComments.split("\n\n+"))
			.map(String::strip)
			.filter((block) -> !block.isEmpty())
			.map((block) -> block.startsWith("CREATE TABLE ") ? sorted(block) : block)
			.sorted()
			.toList();
	}

	private static String sorted(String block) {
		return Arrays.stream(block.split("\n"))
			.map((line) -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
			.sorted()
			.collect(Collectors.joining("\n"));
	}

	private String run(List<String> arguments, String password) {
		List<String> command = Stream.concat(Stream.of(this.program), arguments.stream()).toList();
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("PGPASSWORD", password);
		try {
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
