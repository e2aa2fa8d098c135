package io.github.dbadapter.shell.cli;

import io.github.dbadapter.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WordsTests {

	@Test
	void quotesAndBackslashesKeepWordsTogether() {
		assertThat(Words.of("restore 'a b.json' --user-id -5 --fill=\"t.c='x y'\" c\\ d")).containsExactly("restore",
				"a b.json", "--user-id", "-5", "--fill=t.c='x y'", "c d");
	}

	@Test
	void anEmptyWordStaysAWord() {
		assertThat(Words.of("connect ''")).containsExactly("connect", "");
	}

	@Test
	void anOpenQuoteIsAnError() {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Words.of("connect 'local"))
			.withMessageContaining("connect 'local");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "# all of it|``", "validate # nightly|validate", "restore a#1.json|restore,a#1.json",
					"x '# no' # yes|x,# no", "x \\# y|x,#,y", "x \"it's # no\" #|x,it's # no" })
	void aCommentBeginsAtAWordOutsideOfQuotes(String line, String expected) {
		assertThat(String.join(",", Words.of(line))).isEqualTo(expected);
	}

	@Test
	void insideOfQuotesOnlyTheQuoteAndTheBackslashAreEscaped() {
		assertThat(Words.of("\"a\\\"b\\\\c\\d\" 'e\\f'")).containsExactly("a\"b\\c\\d", "e\\f");
	}

}
