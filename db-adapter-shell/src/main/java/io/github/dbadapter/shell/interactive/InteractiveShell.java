package io.github.dbadapter.shell.interactive;

import io.github.dbadapter.shell.render.Tone;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.JLineInputProvider;
import org.springframework.shell.jline.JLineShellRunner;
import org.springframework.shell.jline.PromptProvider;

/**
 * The interactive shell.
 */
public final class InteractiveShell {

	private final Terminal terminal;

	private final JLineShellRunner loop;

	InteractiveShell(LineReader reader, PromptProvider prompt, CommandParser parser, CommandRegistry registry) {
		this.terminal = reader.getTerminal();
		// unlike Spring Shell's, it escapes the blanks in what completion offers
		((LineReaderImpl) reader).setParser(new DefaultParser().eofOnUnclosedQuote(true));
		JLineInputProvider input = new PatientInputProvider(reader);
		input.setPromptProvider(prompt);
		this.loop = new JLineShellRunner(input, parser, registry);
	}

	/**
	 * Runs until the user leaves. While a command runs, Ctrl-C cancels the command.
	 * @throws Exception if the terminal fails
	 */
	public void run() throws Exception {
		Thread thread = Thread.currentThread();
		SignalHandler before = this.terminal.handle(Signal.INT, (signal) -> thread.interrupt());
		try {
			this.loop
				.print(Tone.FAINT.of("'help' lists the commands, TAB completes, 'exit' leaves.").toAnsi(this.terminal));
			this.loop.run(new String[0]);
		}
		finally {
			this.terminal.handle(Signal.INT, before);
		}
	}

}
