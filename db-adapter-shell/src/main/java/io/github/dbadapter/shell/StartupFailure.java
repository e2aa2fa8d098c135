package io.github.dbadapter.shell;

import java.util.List;
import java.util.Locale;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.JsonDocuments;
import io.github.dbadapter.shell.cli.ShellConsole;
import io.github.dbadapter.shell.cli.UnusableSetting;
import io.github.dbadapter.shell.render.Tone;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Tells in one line why the program could not start, which is nearly always a
 * configuration that cannot be read.
 */
final class StartupFailure {

	private StartupFailure() {
	}

	static int report(Throwable failure, List<String> words, ShellConsole console) {
		String message = oneLine(message(failure));
		console.messages().line(Tone.BAD, "✗ " + message);
		if (isJsonWanted(words)) {
			JsonDocuments.printFailure(ExitStatus.WRONG_USAGE, message, console.out());
		}
		if (words.contains("--verbose")) {
			failure.printStackTrace(console.err());
		}
		console.out().flush();
		console.err().flush();
		return ExitStatus.WRONG_USAGE.code();
	}

	/** There is nothing yet that could parse the words. */
	private static boolean isJsonWanted(List<String> words) {
		String line = " " + String.join(" ", words).toLowerCase(Locale.ROOT) + " ";
		return line.contains(" --output=json ") || line.contains(" --output json ");
	}

	private static String message(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof DbAdapterException) {
				return String.valueOf(cause.getMessage());
			}
		}
		String setting = UnusableSetting.in(failure);
		if (setting != null) {
			return setting;
		}
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, FailureHandler.handleMessage((text, cause) -> {
			}));
		for (FailureAnalyzer analyzer : analyzers) {
			FailureAnalysis analysis = analyzer.analyze(failure);
			if (analysis != null) {
				return analysis.getDescription();
			}
		}
		return "Could not start: " + rootMessage(failure);
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return (root.getMessage() != null) ? root.getMessage() : root.toString();
	}

	private static String oneLine(String text) {
		return text.strip().replaceAll("\\s*\\R\\s*", " ");
	}

}
