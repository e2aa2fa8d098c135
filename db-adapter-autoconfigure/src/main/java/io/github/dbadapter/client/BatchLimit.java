package io.github.dbadapter.client;

import java.util.function.Predicate;

/**
 * Tells after which row a batch is full. For one subscription.
 */
final class BatchLimit implements Predicate<BulkRow> {

	static final int ROWS = 1000;

	private static final int CHARACTERS = 4 * 1024 * 1024;

	private int rows;

	private int characters;

	@Override
	public boolean test(BulkRow row) {
		this.rows++;
		this.characters += row.size();
		if (this.rows < ROWS && this.characters < CHARACTERS) {
			return false;
		}
		this.rows = 0;
		this.characters = 0;
		return true;
	}

}
