package io.github.dbadapter.profile;

import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConnectionUrlTests {

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "postgres", "postgresql+asyncpg", "jdbc:postgresql", "r2dbc:postgresql",
			"r2dbc:pool:postgresql", "r2dbc:postgresql:failover", "POSTGRESQL" })
	void readsEveryScheme(String scheme) {
		assertThat(parse(scheme + "://app:secret@db1:6432/shop?application_name=x")).isEqualTo(new ConnectionParameters(
				List.of(new Host("db1", 6432)), "shop", "app", "secret", Map.of("application_name", "x")));
	}

	@Test
	void decodesUserInfoDatabaseAndValues() {
		ConnectionParameters parameters = parse(
				"postgresql://us%40er:p%40ss%3A%2F%3F%25+%C3%BC@db/my%20shop?application_name=a%26b%3Dc+d");
		assertThat(parameters.user()).isEqualTo("us@er");
		assertThat(parameters.password()).isEqualTo("p@ss:/?%+ü");
		assertThat(parameters.database()).isEqualTo("my shop");
		assertThat(parameters.parameters()).containsEntry("application_name", "a&b=c+d");
	}

	@Test
	void theLastAtSignEndsTheUserInfo() {
		ConnectionParameters parameters = parse("postgresql://app:p@ss:w@db/shop");
		assertThat(parameters.password()).isEqualTo("p@ss:w");
		assertThat(parameters.hosts()).containsExactly(new Host("db", 5432));
	}

	@Test
	void readsSeveralHostsAndAddressesInBrackets() {
		assertThat(parse("postgresql://app@db1,db2:5433,[2001:db8::1],[::1]:5434/shop").hosts()).containsExactly(
				new Host("db1", 5432), new Host("db2", 5433), new Host("2001:db8::1", 5432), new Host("::1", 5434));
		assertThat(parse("postgresql://app@[fe80::1%25eth0]:1/shop").hosts())
			.containsExactly(new Host("fe80::1%eth0", 1));
	}

	@Test
	void whatIsLeftOutHasLibpqsDefaults() {
		ConnectionParameters parameters = parse("postgresql://app@/");
		assertThat(parameters.hosts()).containsExactly(new Host("localhost", 5432));
		assertThat(parameters.database()).isEqualTo("app");
		assertThat(parameters.password()).isNull();
		assertThat(parse("postgresql:///shop").user()).isNull();
		assertThat(parse("\n postgresql://app:@db:/shop \n").password()).isNull();
	}

	@Test
	void readsEveryParameter() {
		assertThat(parse("postgresql://h/d?sslmode=verify-full&sslrootcert=/etc/ca.pem&sslcert=c.pem&sslkey=k.pk8"
				+ "&connect_timeout=3&application_name=web&options=-c search_path=a,b&target_session_attrs=read-write")
			.parameters()).containsOnly(Map.entry("sslmode", "verify-full"), Map.entry("sslrootcert", "/etc/ca.pem"),
					Map.entry("sslcert", "c.pem"), Map.entry("sslkey", "k.pk8"), Map.entry("connect_timeout", "3"),
					Map.entry("application_name", "web"), Map.entry("options", "-c search_path=a,b"),
					Map.entry("target_session_attrs", "read-write"));
	}

	@Test
	void userAndPasswordMayBeParameters() {
		ConnectionParameters parameters = parse("jdbc:postgresql://db/shop?user=app&password=a%40b");
		assertThat(parameters.user()).isEqualTo("app");
		assertThat(parameters.password()).isEqualTo("a@b");
		assertThat(parameters.parameters()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					jdbc:postgresql://h/d?ApplicationName=a+b                | application_name     | a b
					jdbc:postgresql://h/d?connectTimeout=7                   | connect_timeout      | 7
					jdbc:postgresql://h/d?currentSchema=a,b                  | options              | -c search_path=a,b
					jdbc:postgresql://h/d?ssl=true                           | sslmode              | verify-full
					jdbc:postgresql://h/d?sslmode=require&ssl=true           | sslmode              | require
					jdbc:postgresql://h/d?targetServerType=preferSecondary   | target_session_attrs | prefer-standby
					r2dbc:postgresql://h/d?applicationName=a+b               | application_name     | a+b
					r2dbc:postgresql://h/d?connectTimeout=PT7S               | connect_timeout      | 7
					r2dbc:postgresql://h/d?sslMode=VERIFY_FULL               | sslmode              | verify-full
					r2dbc:postgresql://h/d?schema=app                        | options              | -c search_path=app
					r2dbc:postgresql://h/d?options=search_path=x;jit=off     | options              | -c search_path=x -c jit=off
					r2dbc:postgresql://h/d?targetServerType=PRIMARY          | target_session_attrs | primary
					postgresql+asyncpg://h/d?ssl=require                     | sslmode              | require
					""")
	void understandsTheDriversNames(String url, String name, String value) {
		assertThat(parse(url).parameters()).containsExactly(Map.entry(name, value));
	}

	@Test
	void unknownParameterListsTheKnownAndSuggests() {
		assertThatExceptionOfType(UnknownConnectionParameterException.class)
			.isThrownBy(() -> parse("postgresql://h/d?ssl_mode=require"))
			.withMessage("The URL of profile 'local' has the unknown parameter 'ssl_mode' (did you mean 'sslmode'?). "
					+ "Known are: application_name, connect_timeout, options, sslcert, sslkey, sslmode, sslrootcert, "
					+ "target_session_attrs.");
	}

	@Test
	void unknownParametersOfADriverCanBeLeftOut() {
		assertThat(ConnectionUrl
			.parseIgnoringUnknown("jdbc:postgresql://h/d?reWriteBatchedInserts=true&sslmode=require", "URL")
			.parameters()).containsExactly(Map.entry("sslmode", "require"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			mysql://app:hunter2@h/d                              | does not begin with postgresql://
			hunter2                                              | does not begin with postgresql://
			https://hunter2.supabase.co                          | provider: supabase
			postgresql:hunter2                                   | expected '//'
			postgresql://app:hunter2%zz@h/d                      | '%' is not followed
			postgresql://app:hunter2%2@h/d                       | '%' is not followed
			postgresql://app:hunter2%00@h/d                      | '%' is not followed
			postgresql://app:hunter2%ff@h/d                      | '%' is not followed
			postgresql://app:hunter2/x@h/d                       | '@' after the hosts
			postgresql://app:hunter2?x=1@h/d                     | '@' after the hosts
			postgresql://app:hunter2/d                           | host 1 needs a port
			postgresql://app@h:hunter2/d                         | host 1 needs a port
			postgresql://app@h:0/d                               | host 1 needs a port
			postgresql://app@h:65536/d                           | host 1 needs a port
			postgresql://app@h:-1/d                              | host 1 needs a port
			postgresql://app@::1/d                               | host 1 is empty
			postgresql://app@fe80::1/d                           | host 1 needs a port
			postgresql://app@h,,i/d                              | host 2 is empty
			postgresql://app@[::1/d                              | host 1 lacks its closing bracket
			postgresql://app@%2Ftmp/d                            | host 1 is a Unix socket
			postgresql://db                                      | names no database
			postgresql://h/d?sslmode=maybe                       | must be one of disable, allow, prefer
			postgresql://h/d?connect_timeout=soon                | whole number of seconds
			postgresql://h/d?connect_timeout=-1                  | whole number of seconds
			postgresql://h/d?target_session_attrs=master         | must be one of any, read-write
			postgresql://h/d?options=search_path                 | must consist of settings
			""")
	void malformedUrlSaysWhatIsWrongWithoutQuotingIt(String url, String problem) {
		assertThatExceptionOfType(MalformedConnectionUrlException.class).isThrownBy(() -> parse(url))
			.withMessageStartingWith("The URL of profile 'local' is malformed: ")
			.withMessageContaining(problem)
			.withMessageNotContaining("hunter2");
	}

	@Test
	void settingsInsideOptionsAreReadAsTheServerDoes() {
		assertThat(SessionSettings.parse("-c search_path=a\\ b -cjit=off --statement-timeout=5s")).containsExactly(
				Map.entry("search_path", "a b"), Map.entry("jit", "off"), Map.entry("statement_timeout", "5s"));
		Map<String, String> odd = Map.of("search_path", "a b,c\\d");
		assertThat(SessionSettings.parse(SessionSettings.format(odd))).isEqualTo(odd);
	}

	private static ConnectionParameters parse(String url) {
		return ConnectionUrl.parse(url, "URL of profile 'local'");
	}

}
