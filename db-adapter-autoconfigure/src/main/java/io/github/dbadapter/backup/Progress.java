package io.github.dbadapter.backup;

/**
 * How far a backup, restore or sync has come.
 *
 * @param phase what is being done
 * @param table table at work, empty between tables
 * @param rows rows done in this phase, over all tables
 * @param totalRows rows expected in this phase, for a backup an estimate of the server's
 * statistics; -1 if unknown
 * @param bytes bytes of JSON written or read in this phase, before compression
 * @since 0.1.0
 */
public record Progress(Phase phase, String table, long rows, long totalRows, long bytes) {

	/**
	 * The phases of a backup and of a restore, in order, and those that only a sync has.
	 */
	public enum Phase {

		/** Rows are read from the database and written to the file. */
		BACKUP,

		/** The file is checked; the database is not touched. */
		CHECK,

		/**
		 * Rows are sent to the server's temporary tables, or straight into empty ones.
		 */
		LOAD,

		/** Rows are matched and written to their tables. */
		WRITE,

		/** A sync finds out which rows differ. */
		FIND,

		/** A sync compares both sides again. */
		VERIFY

	}

}
