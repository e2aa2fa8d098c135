package io.github.dbadapter.sql;

import io.github.dbadapter.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QualifiedNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			users                 | "users"
			public.users          | "public"."users"
			Order Items           | "Order Items"
			"a.b"."c""d"          | "a.b"."c""d"
			x; DROP TABLE users-- | "x; DROP TABLE users--"
			""")
	void parseKeepsCaseAndQuotesEachPart(String text, String quoted) {
		assertThat(QualifiedName.parse(text).quoted()).isEqualTo(quoted);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "a.", ".a", "a.b.c", "\"a", "\"a\"b", "a\"b\"", "\"\"" })
	void parseRefusesWhatIsNoName(String text) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> QualifiedName.parse(text));
	}

	@Test
	void identifierRefusesNul() {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new Identifier("a\0b"));
	}

}
