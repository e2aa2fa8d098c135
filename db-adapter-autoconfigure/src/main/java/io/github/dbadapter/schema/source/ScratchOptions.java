package io.github.dbadapter.schema.source;

import java.time.Duration;

import io.github.dbadapter.sql.AdministrativeDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Where and within which limits scripts are read.
 *
 * @param mode kind of scratch place
 * @param server database of another server on which the scratch database is made,
 * {@code null} for the server of the live database
 * @param statementTimeout longest time for one statement of a script
 * @param abandonedAfter age from which a scratch database that nobody is connected to is
 * dropped by a later run
 * @since 0.1.0
 */
public record ScratchOptions(ScratchMode mode, @Nullable AdministrativeDatabase server, Duration statementTimeout,
		Duration abandonedAfter) {

	private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(1);

	private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);

	public static ScratchOptions of(ScratchMode mode) {
		return new ScratchOptions(mode, null, STATEMENT_TIMEOUT, ABANDONED_AFTER);
	}

	/**
	 * A scratch database on another server ({@code db.schema.scratch: profile:<name>}).
	 * @param server any database of that server
	 * @return options with default limits
	 */
	public static ScratchOptions on(AdministrativeDatabase server) {
		return new ScratchOptions(ScratchMode.DATABASE, server, STATEMENT_TIMEOUT, ABANDONED_AFTER);
	}

	public ScratchOptions withStatementTimeout(Duration statementTimeout) {
		return new ScratchOptions(this.mode, this.server, statementTimeout, this.abandonedAfter);
	}

	public ScratchOptions withAbandonedAfter(Duration abandonedAfter) {
		return new ScratchOptions(this.mode, this.server, this.statementTimeout, abandonedAfter);
	}

}
