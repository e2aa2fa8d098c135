package io.github.dbadapter.shell.cli;

import java.util.Arrays;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Reads the format of the output. Which ones there are depends on the command, and that
 * may stand behind the option: so a wrong one is refused when all words are read.
 */
final class OutputConverter implements ITypeConverter<OutputFormat> {

	private @Nullable String unknown;

	@Override
	public OutputFormat convert(String value) {
		return Arrays.stream(OutputFormat.values())
			.filter((format) -> format.toString().equalsIgnoreCase(value))
			.findFirst()
			.orElseGet(() -> {
				this.unknown = value;
				return OutputFormat.TEXT;
			});
	}

	/**
	 * Refuses what a command cannot print.
	 * @param command the command that the words name
	 * @param format the format that was read
	 */
	void refuse(CommandSpec command, OutputFormat format) {
		boolean sql = !(command.userObject() instanceof ShellCommand known) || known.writesSql();
		if (this.unknown != null) {
			List<OutputFormat> formats = Arrays.stream(OutputFormat.values())
				.filter((one) -> sql || one != OutputFormat.SQL)
				.toList();
			throw new ParameterException(command.commandLine(),
					"Invalid value for option '--output': " + EnumConverters.expected(formats, this.unknown));
		}
		if (format == OutputFormat.SQL && !sql) {
			throw new InvalidInputException(
					"'%s' has no output as SQL: --output is text or json".formatted(command.name()));
		}
	}

}
