package io.github.dbadapter.client;

import java.util.Collection;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.NearestNames;

/**
 * There is no table or view of the given name, or it is not on the search path.
 *
 * @since 0.1.0
 */
public class UnknownTableException extends InvalidInputException {

	private final String table;

	private final List<String> nearest;

	private UnknownTableException(String message, String table, List<String> nearest) {
		super(message);
		this.table = table;
		this.nearest = nearest;
	}

	static UnknownTableException of(String table, Collection<String> known) {
		boolean qualified = table.contains(".");
		List<String> nearest = NearestNames.of(table, known,
				(name) -> qualified ? name : name.substring(name.lastIndexOf('.') + 1));
		return new UnknownTableException("There is no table or view '%s'%s".formatted(NearestNames.shown(table),
				NearestNames.sentence(nearest, List.of())), table, nearest);
	}

	public String getTable() {
		return this.table;
	}

	/**
	 * Returns known names that resemble the given one.
	 * @return at most three, the nearest first
	 */
	public List<String> getNearest() {
		return this.nearest;
	}

}
