package io.github.dbadapter.actuate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Options of the program become what a caller over HTTP can give or set.
 */
class HttpWordsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Nothing was run; --allow DATA_LOSS,TABLE_REWRITE accepts them | Nothing was run; "allow":"DATA_LOSS,TABLE_REWRITE" accepts them
					without --drop-extra the table stays | without db.fix.drop-extra the table stays
					--online does without | db.fix.online does without
					--fill "t.c=expression" gives them a value | db-adapter fix --fill "t.c=expression" gives them a value
					--online adds the values, or --recreate t | db.fix.online adds the values, or db-adapter fix --recreate t
					use db-adapter fix --online | use db-adapter fix --online
					a--online b -- comment | a--online b -- comment
					""")
	void remediesAreThoseOfARequest(String program, String request) {
		assertThat(HttpWords.of(program)).isEqualTo(request);
	}

}
