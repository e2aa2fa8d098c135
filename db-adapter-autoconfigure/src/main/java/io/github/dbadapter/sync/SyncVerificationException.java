package io.github.dbadapter.sync;

import java.util.List;

import io.github.dbadapter.DbAdapterException;

/**
 * After everything was written the target still differed from the source: something in
 * the target, such as a trigger, changes rows on their way. Nothing has been changed.
 *
 * @since 0.1.0
 */
public class SyncVerificationException extends DbAdapterException {

	private final List<String> tables;

	public SyncVerificationException(List<String> tables) {
		super("Could not sync: the rows written differ from the source in %s. Nothing has been changed. Look for triggers and rules of the target that change rows"
			.formatted(String.join(", ", tables)));
		this.tables = List.copyOf(tables);
	}

	/**
	 * Returns the tables at fault.
	 * @return names, each with what was found
	 */
	public List<String> getTables() {
		return this.tables;
	}

}
