package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.JsonDocuments;
import io.github.dbadapter.shell.render.Screen;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What the commands of a file did. As text each has printed its own result already.
 *
 * @param lines the lines that were run
 * @param status the highest status
 */
record RunResult(List<Line> lines, ExitStatus status) implements CommandResult {

	@Override
	public Object document() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("status", this.status.code());
		document.put("commands", this.lines.stream().map(Line::document).toList());
		return document;
	}

	@Override
	public void print(Screen screen) {
		// told line by line
	}

	/**
	 * One command.
	 *
	 * @param number number of its line, from 1
	 * @param text the line
	 * @param status how it ended
	 * @param output what it printed, if that was captured
	 */
	record Line(int number, String text, ExitStatus status, String output) {

		private Object document() {
			Map<String, @Nullable Object> document = new LinkedHashMap<>();
			document.put("line", this.number);
			document.put("command", this.text);
			document.put("status", this.status.code());
			document.put("result", result());
			return document;
		}

		/** A line may ask for text, or for help. */
		private @Nullable Object result() {
			if (this.output.isBlank()) {
				return null;
			}
			try {
				return JsonDocuments.read(this.output);
			}
			catch (JacksonException ex) {
				return this.output;
			}
		}

	}

}
