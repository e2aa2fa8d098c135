package io.github.dbadapter.shell.command;

import java.util.Arrays;
import java.util.List;

import io.github.dbadapter.schema.fix.Remedy;
import io.github.dbadapter.shell.cli.OptionWords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Option;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remedies are options that can be typed.
 */
class OptionWordsTests {

	private static final List<String> OPTIONS = Arrays.stream(FixCommand.class.getDeclaredFields())
		.filter((field) -> field.isAnnotationPresent(Option.class))
		.flatMap((field) -> Arrays.stream(field.getAnnotation(Option.class).names()))
		.toList();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			ALLOW       | data-loss,table-rewrite | --allow data-loss,table-rewrite
			DROP_EXTRA  | ``                      | --drop-extra
			ONLINE      | ``                      | --online
			FILL        | public.t.c              | --fill "public.t.c=expression"
			RECREATE    | public.t                | --recreate public.t
			COLUMN_DEFS | ``                      | --column-defs
			""")
	void remediesAreOptions(Remedy.Kind kind, String subject, String words) {
		assertThat(OptionWords.INSTANCE.of(new Remedy(kind, subject))).isEqualTo(words);
		assertThat(OPTIONS).contains(words.split(" ")[0]);
	}

}
