package io.github.dbadapter.shell.command;

import java.io.PrintWriter;
import java.io.StringWriter;

import io.github.dbadapter.backup.Progress;
import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.shell.cli.ShellConsole;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressLineTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void isOverwrittenAndGoneInTheEndOnATerminal() {
		report(true);
		assertThat(this.err.toString()).startsWith("\r\033[Kbackup   1,000 of about 2,000 rows   3.0 MB")
			.endsWith("\r\033[K");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void saysNothingElsewhere() {
		report(false);
		assertThat(this.err.toString()).isEmpty();
	}

	private void report(boolean terminal) {
		ShellConsole console = new ShellConsole(new PrintWriter(this.out), new PrintWriter(this.err), false, terminal,
				() -> 80);
		try (ProgressLine progress = new ProgressLine(console)) {
			progress.onProgress(new Progress(Phase.BACKUP, "users", 1000, 2000, 3 << 20));
		}
	}

}
