package io.github.dbadapter.sync;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.backup.ForkedProcess;
import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.ProfileDefinition;
import io.github.dbadapter.profile.ProfileSelection;
import io.github.dbadapter.profile.Profiles;

/**
 * A sync in a Java process of its own, which can have a small heap and can be killed.
 * Prints the phase and table of each progress and, at the end, {@code done}.
 */
public final class SyncProcess {

	private SyncProcess() {
	}

	static Process start(SyncPair pair, String heap, SyncMode mode) throws IOException {
		return start(pair, heap, mode, "-");
	}

	static Process start(SyncPair pair, String heap, SyncMode mode, String moment) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder(java, "-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), SyncProcess.class.getName(), pair.source.url(),
				pair.target.url(), mode.name(), moment)
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
		Profiles profiles = new Profiles(
				Map.of("source", new ProfileDefinition(null, arguments[0], null, null, null, null, false), "target",
						new ProfileDefinition(null, arguments[1], null, null, null, null, false)),
				ProfileSelection.NONE, LockFile.none());
		SyncResult result = new SyncService(profiles)
			.sync("source", "target", SyncPair.apply(SyncMode.valueOf(arguments[2])),
					(progress) -> ForkedProcess.tell(progress, arguments[3]))
			.block();
		System.out.println(Objects.requireNonNull(result).outcome());
		System.out.println("done");
		System.exit(0);
	}

}
