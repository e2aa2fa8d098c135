package io.github.dbadapter.shell.interactive;

import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.springframework.shell.jline.JLineInputProvider;

/**
 * Reads lines. Ctrl-C gives up the line, not the shell; Ctrl-D ends the shell.
 */
final class PatientInputProvider extends JLineInputProvider {

	PatientInputProvider(LineReader reader) {
		super(reader);
	}

	@Override
	public String readInput() {
		try {
			return super.readInput().strip();
		}
		catch (UserInterruptException ex) {
			return "";
		}
	}

}
