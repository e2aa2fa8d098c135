package io.github.dbadapter.client;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/**
 * The step from {@link ConnectionParameters} to R2DBC, and back from its failures.
 *
 * @since 0.1.0
 */
public final class R2dbcConnections {

	private static final String NO_SUCH_CONNECTION = "08003";

	private R2dbcConnections() {
	}

	/**
	 * Translates connection parameters for the PostgreSQL driver. Several hosts, or a
	 * wish for a primary or a standby, make a failover address. As with the
	 * administrative connection, the name is {@code db-adapter}, the time-out of a
	 * connect 5 seconds and TLS preferred, unless the parameters say otherwise.
	 * @param parameters libpq's parameters
	 * @return options that include the password
	 * @throws io.github.dbadapter.InvalidInputException if a parameter is unknown or has
	 * a value that the driver cannot use
	 */
	public static ConnectionFactoryOptions options(ConnectionParameters parameters) {
		return new R2dbcOptionsBuilder(parameters).build();
	}

	/**
	 * Translates the driver's failure to open a connection. The first server that
	 * answered counts most when there are several hosts.
	 * @param parameters where and as whom
	 * @param failure what the driver or the pool signalled
	 * @return an exception whose message tells the next step
	 */
	public static DatabaseUnavailableException unavailable(ConnectionParameters parameters, Throwable failure) {
		R2dbcException answer = answer(failure);
		if (answer != null) {
			return DatabaseUnavailableException.of(parameters, answer.getSqlState(), describe(answer), failure);
		}
		return DatabaseUnavailableException.of(parameters, null, describe(root(failure)), failure);
	}

	static DatabaseUnavailableException unavailable(String address, Throwable failure) {
		R2dbcException answer = answer(failure);
		Throwable found = (answer != null) ? answer : root(failure);
		return new DatabaseUnavailableException("Could not connect to %s: %s".formatted(address, describe(found)),
				address, (answer != null) ? answer.getSqlState() : null, failure);
	}

	/**
	 * Finds what a server has said among causes and suppressed exceptions, where the
	 * driver hides it after trying several hosts.
	 */
	private static @Nullable R2dbcException answer(Throwable failure) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Throwable> open = new ArrayDeque<>();
		open.add(failure);
		while (!open.isEmpty()) {
			Throwable next = open.removeFirst();
			if (!seen.add(next)) {
				continue;
			}
			if (next instanceof R2dbcException r2dbc && r2dbc.getSqlState() != null
					&& !NO_SUCH_CONNECTION.equals(r2dbc.getSqlState())) {
				return r2dbc;
			}
			if (next.getCause() != null) {
				open.add(next.getCause());
			}
			Collections.addAll(open, next.getSuppressed());
		}
		return null;
	}

	private static Throwable root(Throwable failure) {
		Throwable root = failure;
		while (true) {
			Throwable next = (root.getCause() != null) ? root.getCause()
					: (root.getSuppressed().length > 0) ? firstRelevant(root) : null;
			if (next == null || next == root) {
				return root;
			}
			root = next;
		}
	}

	/** Reactor adds traces of its own as suppressed exceptions; they tell nothing. */
	private static @Nullable Throwable firstRelevant(Throwable failure) {
		for (Throwable suppressed : failure.getSuppressed()) {
			if (suppressed instanceof R2dbcException || suppressed instanceof java.io.IOException) {
				return suppressed;
			}
		}
		return null;
	}

	private static String describe(Throwable failure) {
		String message = failure.getMessage();
		String found = (message == null || message.isBlank()) ? failure.getClass().getSimpleName()
				: message.lines().map(String::strip).collect(Collectors.joining(" "));
		if (failure instanceof R2dbcException r2dbc && r2dbc.getSqlState() != null) {
			return found + " (SQLSTATE " + r2dbc.getSqlState() + ")";
		}
		return (failure instanceof java.net.UnknownHostException) ? "unknown host " + found : found;
	}

}
