package io.github.dbadapter.client;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;

/**
 * Turns PostgREST's answers that are no success into exceptions, the same ones as on a
 * direct connection wherever there are such.
 */
final class PostgrestFailures {

	private static final Pattern CONSTRAINT = Pattern.compile("constraint \"([^\"]+)\"");

	private static final Pattern COLUMN = Pattern.compile("column \"([^\"]+)\"");

	private static final Pattern TABLE = Pattern.compile("(?:relation|table) \"([^\"]+)\"");

	private static final Pattern KEY = Pattern.compile("\\((.+?)\\)=\\(");

	private static final Pattern UNKNOWN_COLUMN = Pattern.compile("'([^']+)' column");

	private final String address;

	PostgrestFailures(String address) {
		this.address = address;
	}

	RuntimeException translate(String purpose, int status, String body, @Nullable TableMetadata table) {
		Map<String, @Nullable Object> error = read(body);
		@Nullable String code = text(error, "code");
		String message = String.valueOf(error.getOrDefault("message", "status " + status));
		PostgrestException cause = new PostgrestException(
				"Could not %s: %s".formatted(purpose, isAboutValue(code) ? "a value cannot be used" : message)
						+ ((code != null) ? " (" + code + ")" : ""),
				status, code, text(error, "details"), text(error, "hint"));
		if (code == null || code.startsWith("PGRST")) {
			return answer(purpose, status, code, message, cause, table);
		}
		if (code.startsWith("23")) {
			return violation(code, cause);
		}
		if (isAboutValue(code)) {
			InvalidValueException invalid = new InvalidValueException(
					"Could not %s: PostgreSQL cannot use a value given (SQLSTATE %s)".formatted(purpose, code), "",
					null, code);
			invalid.initCause(cause);
			return invalid;
		}
		return switch (code) {
			case "428C9" -> new InvalidInputException(cause.getMessage() + ". Leave the column out of the data", cause);
			case "42501" -> new PermissionDeniedDataAccessException(cause.getMessage(), cause);
			case "57014" -> new QueryTimeoutException(cause.getMessage(), cause);
			case "28000", "28P01" -> unavailable(message, code, cause);
			default -> cause;
		};
	}

	/** What PostgREST itself has to say. */
	private RuntimeException answer(String purpose, int status, @Nullable String code, String message,
			PostgrestException cause, @Nullable TableMetadata table) {
		if (status == 401 || status == 403) {
			return unavailable(message + (isAboutToken(cause) ? ". Give a fresh token, or check the key of the profile"
					: ". Check the key of the profile"), "28000", cause);
		}
		if ("PGRST204".equals(code) && table != null) {
			Matcher column = UNKNOWN_COLUMN.matcher(message);
			if (column.find()) {
				return UnknownColumnException.of(table.name(), column.group(1), table.columns().keySet());
			}
		}
		if (status >= 500 && (code == null || code.compareTo("PGRST1") < 0)) {
			return unavailable("status " + status + ", " + message, null, cause);
		}
		return cause;
	}

	/** PostgREST's group of errors about a JWT, above all that it has expired. */
	static boolean isAboutToken(@Nullable Throwable failure) {
		return failure instanceof PostgrestException refused && refused.getCode() != null
				&& refused.getCode().startsWith("PGRST30");
	}

	private DatabaseUnavailableException unavailable(String found, @Nullable String state, Throwable cause) {
		return new DatabaseUnavailableException("Could not use %s: %s".formatted(this.address, found), this.address,
				state, cause);
	}

	DatabaseUnavailableException unreachable(Throwable cause) {
		return unavailable(String.valueOf(cause.getMessage()), null, cause);
	}

	private static RuntimeException violation(String code, PostgrestException cause) {
		String message = String.valueOf(cause.getMessage());
		String details = (cause.getDetails() != null) ? cause.getDetails() : "";
		@Nullable String column = find(COLUMN, message);
		@Nullable String key = find(KEY, details);
		List<String> columns = (column != null) ? List.of(column)
				: (key != null) ? List.of(key.split(", ")) : List.of();
		ConstraintViolation violation = new ConstraintViolation(find(TABLE, message), columns,
				find(CONSTRAINT, message), code);
		String named = message + (columns.isEmpty() ? "" : " (column " + String.join(", ", columns) + ")");
		return code.equals("23505") ? new DuplicateRowException(named, violation, cause)
				: new ConstraintViolationException(named, violation, cause);
	}

	private static boolean isAboutValue(@Nullable String code) {
		return code != null && code.startsWith("22");
	}

	private static @Nullable String find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? matcher.group(1) : null;
	}

	private static Map<String, @Nullable Object> read(String body) {
		try {
			return body.isBlank() ? Map.of() : JsonText.readObject(body);
		}
		catch (JacksonException | ClassCastException ex) {
			return Map.of();
		}
	}

	private static @Nullable String text(Map<String, @Nullable Object> error, String name) {
		@Nullable Object value = error.get(name);
		return (value != null) ? value.toString() : null;
	}

}
