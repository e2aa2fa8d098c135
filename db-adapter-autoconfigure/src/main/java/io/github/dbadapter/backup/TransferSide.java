package io.github.dbadapter.backup;

/**
 * One side of a transfer: how its rows are selected.
 */
interface TransferSide {

	/** FROM and WHERE over {@code t}. */
	String from(PlannedTable table);

}
