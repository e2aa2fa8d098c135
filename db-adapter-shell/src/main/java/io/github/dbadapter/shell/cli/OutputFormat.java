package io.github.dbadapter.shell.cli;

import java.util.Locale;

/**
 * Form in which a result goes to standard output.
 */
public enum OutputFormat {

	/** For people. */
	TEXT,

	/** One JSON document and nothing else. */
	JSON,

	/** A script for psql, of commands that have one. */
	SQL;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
