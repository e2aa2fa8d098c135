package io.github.dbadapter.shell.cli;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.convert.ConverterNotFoundException;

/**
 * Tells which setting cannot be used, where it stands and why.
 */
public final class UnusableSetting {

	private UnusableSetting() {
	}

	/**
	 * Looks for a setting among the causes of a failure.
	 * @param failure what was thrown
	 * @return a message, {@code null} if the failure is about something else
	 */
	public static @Nullable String in(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BindException binding) {
				ConfigurationProperty property = binding.getProperty();
				if (property != null) {
					String origin = (property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
					return "The value of %s%s cannot be used: %s".formatted(property.getName(), origin,
							rootMessage(binding));
				}
				if (binding.getCause() instanceof ConverterNotFoundException) {
					return "The value of %s cannot be used: it is one value where a group of keys belongs"
						.formatted(binding.getName());
				}
			}
		}
		return null;
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return (root.getMessage() != null) ? root.getMessage() : root.toString();
	}

}
