package io.github.dbadapter.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.test.TestDatabase;

/**
 * Backup or restore in a Java process of its own, which can have a small heap and can be
 * killed. Prints the phase and table of each progress and, at the end, {@code done}. It
 * can be told to stand still at one of them: nothing is written or committed any more
 * before it is killed, however late that is.
 */
public final class ForkedProcess {

	private static final String NEVER = "-";

	private ForkedProcess() {
	}

	static Process start(TestDatabase database, String heap, String operation, Path file) throws IOException {
		return start(database, heap, operation, file, NEVER);
	}

	/** Stands still when the line has been printed. */
	static Process start(TestDatabase database, String heap, String operation, Path file, String moment)
			throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder(java, "-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), ForkedProcess.class.getName(), operation, file.toString(),
				database.host().name(), Integer.toString(database.host().port()), database.name(),
				Objects.requireNonNull(database.parameters().user()),
				Objects.requireNonNull(database.parameters().password()), moment)
			.redirectErrorStream(true)
			.start();
	}

	/** Reads the process's output up to a line, or to its end. */
	static String await(Process process, String line) throws IOException {
		StringBuilder read = new StringBuilder();
		BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream()));
		String next = reader.readLine();
		while (next != null && !next.startsWith(line)) {
			read.append(next).append('\n');
			next = reader.readLine();
		}
		return (next != null) ? next : read.toString();
	}

	public static void main(String[] arguments) {
		ConnectionParameters parameters = new ConnectionParameters(
				List.of(new Host(arguments[2], Integer.parseInt(arguments[3]))), arguments[4], arguments[5],
				arguments[6], Map.of());
		AdministrativeDatabase database = new AdministrativeDatabase(parameters);
		Path file = Path.of(arguments[1]);
		ProgressListener listener = (progress) -> tell(progress, arguments[7]);
		if (arguments[0].equals("backup")) {
			new BackupService(database, null).backup(BackupRequest.to(file), listener).block();
		}
		else {
			RestoreResult result = new RestoreService(database).restore(RestoreRequest.from(file), listener).block();
			System.out.println(Objects.requireNonNull(result).outcome());
		}
		System.out.println("done");
	}

	/**
	 * Prints a progress.
	 * @param progress what there is to tell
	 * @param moment the line at which the work stands still for ever
	 */
	public static void tell(Progress progress, String moment) {
		String line = progress.phase() + " " + progress.table();
		System.out.println(line);
		while (line.equals(moment)) {
			LockSupport.park();
		}
	}

}
