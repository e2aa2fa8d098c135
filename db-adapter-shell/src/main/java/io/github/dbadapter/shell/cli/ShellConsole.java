package io.github.dbadapter.shell.cli;

import java.io.PrintWriter;
import java.util.function.IntSupplier;

import io.github.dbadapter.shell.render.Screen;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's output goes.
 *
 * @param out standard output: data
 * @param err standard error: messages and progress
 * @param outColour whether standard output is a terminal that shows colour
 * @param errColour whether standard error is a terminal that shows colour
 * @param width columns of the terminal, {@link Integer#MAX_VALUE} where there is none
 * @param questions asks whoever sits there, {@code null} where nobody does
 */
public record ShellConsole(PrintWriter out, PrintWriter err, boolean outColour, boolean errColour, IntSupplier width,
		@Nullable Questions questions) {

	/**
	 * A console at which nobody sits.
	 * @param out standard output
	 * @param err standard error
	 * @param outColour whether standard output is a terminal that shows colour
	 * @param errColour whether standard error is a terminal that shows colour
	 * @param width columns of the terminal
	 */
	public ShellConsole(PrintWriter out, PrintWriter err, boolean outColour, boolean errColour, IntSupplier width) {
		this(out, err, outColour, errColour, width, null);
	}

	public Screen screen() {
		return new Screen(this.out, this.outColour, this.width.getAsInt());
	}

	public Screen messages() {
		return new Screen(this.err, this.errColour, this.width.getAsInt());
	}

	/**
	 * Returns a console whose data goes elsewhere, as plain text of any width.
	 * @param captured receives the data
	 * @return the console
	 */
	public ShellConsole withOut(PrintWriter captured) {
		return new ShellConsole(captured, this.err, false, this.errColour, () -> Integer.MAX_VALUE);
	}

	public ShellConsole withWidth(IntSupplier width) {
		return new ShellConsole(this.out, this.err, this.outColour, this.errColour, width, this.questions);
	}

	public ShellConsole withQuestions(@Nullable Questions questions) {
		return new ShellConsole(this.out, this.err, this.outColour, this.errColour, this.width, questions);
	}

	void flush() {
		this.out.flush();
		this.err.flush();
	}

}
