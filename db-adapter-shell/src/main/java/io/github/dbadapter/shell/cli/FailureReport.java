package io.github.dbadapter.shell.cli;

import java.util.List;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.profile.NoProfileException;
import io.github.dbadapter.schema.fix.Advising;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells why a command failed: one message on standard error, the stack trace only on
 * request, and for JSON a document, so that standard output always holds one.
 */
final class FailureReport {

	private final ShellConsole console;

	private final CommonOptions options;

	FailureReport(ShellConsole console, CommonOptions options) {
		this.console = console;
		this.options = options;
	}

	ExitStatus wrongUsage(ParameterException ex) {
		Throwable cause = knownCause(ex);
		String message = (cause != null) ? messageOf(cause) : message(ex);
		print(ExitStatus.WRONG_USAGE, message, ex);
		if (cause == null) {
			String command = ex.getCommandLine().getCommandSpec().qualifiedName();
			this.console.messages().line(Tone.FAINT, "  help: " + command + " --help");
		}
		return ExitStatus.WRONG_USAGE;
	}

	ExitStatus failed(Exception ex) {
		Throwable cause = knownCause(ex);
		String setting = (cause == null) ? UnusableSetting.in(ex) : null;
		if (setting != null) {
			print(ExitStatus.WRONG_USAGE, setting, ex);
			return ExitStatus.WRONG_USAGE;
		}
		ExitStatus status = ExitStatus.of((cause != null) ? cause : ex);
		print(status, (cause != null) ? messageOf(cause) : unforeseen(ex), ex);
		if (cause instanceof NoProfileException none && !none.getKnown().isEmpty()) {
			this.console.messages().line(Tone.FAINT, "  for one command: --profile " + none.getKnown().get(0));
		}
		return status;
	}

	/** Tells what a result carries; the result itself is the document. */
	void told(DbAdapterException failure) {
		message(messageOf(failure), failure);
	}

	private void print(ExitStatus status, String message, Exception ex) {
		message(message, ex);
		if (this.options.output() == OutputFormat.JSON) {
			JsonDocuments.printFailure(status, message, this.console.out());
		}
	}

	private void message(String message, Exception ex) {
		Screen messages = this.console.messages();
		List<String> lines = message.lines().toList();
		for (int index = 0; index < lines.size(); index++) {
			messages.line((index == 0) ? Tone.BAD : Tone.PLAIN, ((index == 0) ? "✗ " : "  ") + lines.get(index));
		}
		if (this.options.verbose()) {
			ex.printStackTrace(this.console.err());
		}
	}

	private static String messageOf(Throwable failure) {
		return Advising.messageOf(failure, OptionWords.INSTANCE);
	}

	/** A message of ours may be wrapped by whoever created or ran the command. */
	private static @Nullable Throwable knownCause(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof DbAdapterException) {
				return cause;
			}
		}
		return null;
	}

	private static String message(ParameterException ex) {
		if (!(ex instanceof UnmatchedArgumentException unmatched)) {
			return String.valueOf(ex.getMessage());
		}
		String word = unmatched.getUnmatched().get(0);
		String command = ex.getCommandLine().getCommandSpec().name();
		boolean root = ex.getCommandLine().getParent() == null;
		String kind = unmatched.isUnknownOption() ? "option" : root ? "command" : "argument";
		String known = Suggestion.nearest(word, ex.getCommandLine().getCommandSpec());
		String hint = known.isEmpty() ? detached(unmatched, ex.getCommandLine().getCommandSpec())
				: "did you mean '" + known + "'?";
		return "Unknown %s '%s'%s%s".formatted(kind, word, root ? "" : " of '" + command + "'",
				hint.isEmpty() ? "" : ": " + hint);
	}

	/** A value that may be left out is never the next word. */
	private static String detached(UnmatchedArgumentException ex, CommandSpec spec) {
		return spec.options()
			.stream()
			.filter((option) -> !ex.isUnknownOption() && CommandRunner.isValueOptional(option)
					&& option.originalStringValues().contains(""))
			.map((option) -> "a name for %1$s is attached to it, %1$s=%2$s".formatted(option.longestName(),
					option.paramLabel()))
			.findFirst()
			.orElse("");
	}

	private static String unforeseen(Exception ex) {
		String text = (ex.getMessage() != null) ? ": " + ex.getMessage() : "";
		return "Unexpected failure: %s%s (--verbose shows more)".formatted(ex.getClass().getSimpleName(), text);
	}

}
