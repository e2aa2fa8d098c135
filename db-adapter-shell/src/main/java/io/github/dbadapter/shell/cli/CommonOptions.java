package io.github.dbadapter.shell.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The root of the command tree, with the options that every command takes, before or
 * after its name.
 */
@Command(name = CommonOptions.PROGRAM, versionProvider = ProgramVersion.class,
		description = "Checks, repairs, backs up and synchronises PostgreSQL databases.", synopsisHeading = "usage: ",
		optionListHeading = "%nOptions of every command:%n", commandListHeading = "%nCommands:%n",
		customSynopsis = "db-adapter [COMMAND [OPTIONS]]",
		footer = { "", "Without a command it is interactive. '<command> --help' explains a command.",
				"Exit status: 0 done and in sync, 1 found wanting, 2 wrong usage,",
				"             3 database not reached, 4 refused for safety." })
final class CommonOptions {

	static final String PROGRAM = "db-adapter";

	@Option(names = "--output", scope = ScopeType.INHERIT, paramLabel = "FORMAT",
			description = "text (default), json, or sql where a command has it.")
	private @Nullable OutputFormat output;

	@Option(names = "--env-prefix", scope = ScopeType.INHERIT, paramLabel = "PREFIX",
			description = "Prefix of DB_PROFILE and DATABASE_URL, with or without its underscore.")
	private @Nullable String envPrefix;

	@Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
	private boolean verbose;

	@Option(names = { "-h", "--help" }, usageHelp = true, scope = ScopeType.INHERIT,
			description = "Explain the command.")
	private boolean help;

	@Option(names = { "-V", "--version" }, versionHelp = true, description = "Show the program's version.")
	private boolean version;

	OutputFormat output() {
		return (this.output != null) ? this.output : OutputFormat.TEXT;
	}

	@Nullable String envPrefix() {
		return this.envPrefix;
	}

	boolean verbose() {
		return this.verbose;
	}

	/**
	 * Returns the options as defaults for another command line.
	 * @return values by name of the option
	 */
	Map<String, String> asDefaults() {
		Map<String, String> defaults = new LinkedHashMap<>();
		if (this.output != null) {
			defaults.put("--output", this.output.toString());
		}
		if (this.envPrefix != null) {
			defaults.put("--env-prefix", this.envPrefix);
		}
		if (this.verbose) {
			defaults.put("--verbose", "true");
		}
		return defaults;
	}

}
