package io.github.dbadapter.shell.cli;

import picocli.CommandLine.IVersionProvider;

/**
 * The version as the jar's manifest has it.
 */
final class ProgramVersion implements IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = getClass().getPackage().getImplementationVersion();
		return new String[] { "%s %s (Java %s)".formatted(CommonOptions.PROGRAM,
				(version != null) ? version : "development", System.getProperty("java.version")) };
	}

}
