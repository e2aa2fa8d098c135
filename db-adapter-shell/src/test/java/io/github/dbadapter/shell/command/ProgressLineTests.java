package io.github.dbadapter.shell.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.dbadapter.backup.Progress;
import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.shell.cli.ShellConsole;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressLineTests {

	private static final Progress HALF = new Progress(Phase.BACKUP, "users", 1000, 2000, 3 << 20);

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void isOverwrittenAndGoneInTheEndOnATerminal() {
		report(true, Duration.ofMinutes(1), 80);
		assertThat(this.err.toString()).startsWith("\r\033[Kbackup users   1,000 of about 2,000 rows   3.0 MB")
			.endsWith("\r\033[K");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void neverWrapsALine() {
		report(true, Duration.ofMinutes(1), 20);
		assertThat(this.err.toString()).isEqualTo("\r\033[Kbackup users   1,00\r\033[K");
	}

	@Test
	void isALineNowAndThenElsewhere() {
		report(false, Duration.ofMinutes(1), 80);
		assertThat(this.err.toString()).isEmpty();
		ShellConsole console = console(false, 80);
		try (ProgressLine progress = new ProgressLine(console, Duration.ofMillis(5))) {
			progress.onProgress(HALF);
			for (int i = 0; i < 1000 && this.err.toString().isEmpty(); i++) {
				LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			}
		}
		assertThat(this.err.toString().lines()).isNotEmpty()
			.allMatch((line) -> line.startsWith("backup users   1,000 of about 2,000 rows   3.0 MB"));
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void tellsRateAndTimeLeftOnceTheyMeanSomething() {
		assertThat(ProgressText.of(HALF, 0.5)).isEqualTo("backup users   1,000 of about 2,000 rows   3.0 MB");
		assertThat(ProgressText.of(HALF, 75))
			.isEqualTo("backup users   1,000 of about 2,000 rows   3.0 MB   0.0 MB/s   1:15 min left");
		assertThat(ProgressText.of(new Progress(Phase.CHECK, "", 5000, -1, 10 << 20), 2))
			.isEqualTo("check   5,000 rows   10.0 MB   5.0 MB/s   2 s");
		assertThat(ProgressText.of(new Progress(Phase.WRITE, "users", 5000, 10_000, 0), 2))
			.isEqualTo("write users   5,000 of about 10,000 rows   2,500 rows/s   2 s left");
		assertThat(ProgressText.duration(3725)).isEqualTo("1:02 h");
	}

	private void report(boolean terminal, Duration interval, int width) {
		try (ProgressLine progress = new ProgressLine(console(terminal, width), interval)) {
			progress.onProgress(HALF);
		}
	}

	private ShellConsole console(boolean terminal, int width) {
		return new ShellConsole(new PrintWriter(this.out), new PrintWriter(this.err), false, terminal, () -> width);
	}

}
