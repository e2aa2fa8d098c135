package io.github.dbadapter.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.github.dbadapter.schema.fix.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remedies are what a caller over HTTP can give, set or run.
 */
class RequestWordsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			ALLOW       | data-loss,table-rewrite | "allow":"data-loss,table-rewrite"
			DROP_EXTRA  | ``                      | db.fix.drop-extra
			ONLINE      | ``                      | db.fix.online
			FILL        | public.t.c              | db-adapter fix --fill "public.t.c=expression"
			RECREATE    | public.t                | db-adapter fix --recreate public.t
			COLUMN_DEFS | ``                      | db-adapter fix --column-defs
			""")
	void remediesAreThoseOfARequest(Remedy.Kind kind, String subject, String words) {
		assertThat(RequestWords.INSTANCE.of(new Remedy(kind, subject))).isEqualTo(words);
	}

	@Test
	void propertiesAreThereToBeSet() throws IOException {
		try (InputStream metadata = RequestWords.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			String known = new String(Objects.requireNonNull(metadata).readAllBytes(), StandardCharsets.UTF_8);
			assertThat(known).contains("\"db.fix.drop-extra\"", "\"db.fix.online\"");
		}
	}

}
