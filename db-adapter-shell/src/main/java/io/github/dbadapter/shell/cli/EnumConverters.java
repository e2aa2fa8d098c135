package io.github.dbadapter.shell.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the constants of every enum that an option has: in any case, with hyphens or
 * underscores. Messages name them as help does.
 */
final class EnumConverters {

	private EnumConverters() {
	}

	static void register(CommandLine commandLine) {
		Stream.concat(Stream.of(commandLine), commandLine.getSubcommands().values().stream())
			.flatMap((command) -> command.getCommandSpec().args().stream())
			.flatMap(EnumConverters::types)
			.filter(Class::isEnum)
			.distinct()
			.forEach((type) -> register(commandLine, type));
		commandLine.registerConverter(int.class, EnumConverters::number);
	}

	private static int number(String value) {
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw new TypeConversionException("expected a whole number but was '%s'".formatted(value));
		}
	}

	/** The elements' type, where an option takes several values. */
	private static Stream<Class<?>> types(ArgSpec argument) {
		return Stream.concat(Stream.of(argument.type()), Arrays.stream(argument.auxiliaryTypes()));
	}

	private static <T> void register(CommandLine commandLine, Class<T> type) {
		List<T> constants = List.of(type.getEnumConstants());
		commandLine.registerConverter(type, (value) -> constants.stream()
			.filter((constant) -> ((Enum<?>) constant).name().equals(value.toUpperCase(Locale.ROOT).replace('-', '_')))
			.findFirst()
			.orElseThrow(() -> new TypeConversionException(expected(constants, value))));
	}

	static String expected(List<?> constants, String value) {
		return "expected %s but was '%s'".formatted(join(constants), value);
	}

	private static String join(List<?> constants) {
		List<String> names = constants.stream()
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
		int last = names.size() - 1;
		return (last > 0) ? String.join(", ", names.subList(0, last)) + " or " + names.get(last) : names.get(last);
	}

}
