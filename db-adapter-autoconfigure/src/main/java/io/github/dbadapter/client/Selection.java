package io.github.dbadapter.client;

import java.util.List;

/**
 * Which part of a table is asked for.
 *
 * @param columns the columns in order, empty for all
 * @param condition which rows
 * @param orders in which order
 * @param limit how many at most, negative for all
 * @param offset how many are passed over before
 */
record Selection(List<String> columns, Condition condition, List<Order> orders, long limit, long offset) {

	static final long UNLIMITED = -1;

	boolean isLimited() {
		return this.limit >= 0;
	}

}
