package io.github.dbadapter.sql;

import io.github.dbadapter.DbAdapterException;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * The database could not be reached or refused the login. Nothing has been changed. The
 * shell ends with status 3.
 *
 * @since 0.1.0
 */
public class DatabaseUnavailableException extends DbAdapterException {

	private final String address;

	private final @Nullable String sqlState;

	/**
	 * Creates an exception.
	 * @param message what was attempted, what was found and the next step
	 * @param address the address as of {@link ConnectionParameters#address()}
	 * @param sqlState SQLSTATE as the server or driver gave it, {@code null} if none
	 * @param cause the driver's exception
	 */
	public DatabaseUnavailableException(String message, String address, @Nullable String sqlState,
			@Nullable Throwable cause) {
		super(message, cause);
		this.address = address;
		this.sqlState = sqlState;
	}

	/**
	 * Creates the exception for a connection that could not be opened, whichever driver
	 * tried.
	 * @param parameters where and as whom
	 * @param sqlState SQLSTATE as the server or driver gave it, {@code null} if none
	 * @param found what the server or driver said
	 * @param cause the driver's exception
	 * @return the exception, its message ending with the next step
	 */
	public static DatabaseUnavailableException of(ConnectionParameters parameters, @Nullable String sqlState,
			String found, @Nullable Throwable cause) {
		String as = (parameters.user() != null) ? " as user '" + parameters.user() + "'" : "";
		String message = "Could not connect to %s%s: %s. %s".formatted(parameters.address(), as,
				withoutDot(isUnknownHost(cause) ? "the host is not known" : found), nextStep(sqlState));
		return new DatabaseUnavailableException(message, parameters.address(), sqlState, cause);
	}

	/** Which a driver says in its cause only. */
	private static boolean isUnknownHost(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnknownHostException) {
				return true;
			}
		}
		return false;
	}

	private static String withoutDot(String text) {
		return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
	}

	private static String nextStep(@Nullable String sqlState) {
		if (sqlState == null) {
			return "Check that the server is running and that host and port are right.";
		}
		return switch (sqlState) {
			case "28P01" -> "Check user and password of the profile.";
			case "28000" -> "Check the user and the server's pg_hba.conf.";
			case "3D000" -> "Check the database name, or create the database.";
			case "53300" -> "Wait for a free connection slot or raise max_connections.";
			default -> "Check that the server is running and that host and port are right.";
		};
	}

	public String getAddress() {
		return this.address;
	}

	public @Nullable String getSqlState() {
		return this.sqlState;
	}

	/**
	 * Whether the server was reached and refused the user or the password (SQLSTATE class
	 * 28).
	 * @return whether the login was refused
	 */
	public boolean isLoginRefused() {
		return this.sqlState != null && this.sqlState.startsWith("28");
	}

}
