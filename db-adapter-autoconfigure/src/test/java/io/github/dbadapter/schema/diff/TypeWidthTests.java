package io.github.dbadapter.schema.diff;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypeWidthTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			character varying(100)         | character varying(50)         | true
			character varying(50)          | character varying(100)        | false
			character varying              | character varying(100)        | true
			character varying(100)         | character varying             | false
			text                           | character varying(100)        | true
			text[]                         | character varying(100)[]      | false
			character varying(9)[]         | character varying(8)[]        | true
			numeric                        | numeric(10,2)                 | true
			numeric(12,2)                  | numeric(10,2)                 | true
			numeric(12,4)                  | numeric(10,2)                 | true
			numeric(11,4)                  | numeric(10,2)                 | false
			numeric(10,2)                  | numeric                       | false
			text                           | numeric(10,2)                 | false
			bigint                         | integer                       | false
			timestamp with time zone       | timestamp(3) with time zone   | true
			timestamp(3) with time zone    | timestamp(6) with time zone   | false
			timestamp with time zone       | timestamp without time zone   | false
			character(3)                   | character(2)                  | false
			public.state                   | public.state                  | true
			public.geometry(Point,4326)    | public.geometry(Point,4326)   | true
			public.geometry(Point,4326)    | public.geometry(Line,4326)    | false
			""")
	void holds(String wide, String narrow, boolean expected) {
		assertThat(TypeWidth.holds(wide, narrow)).isEqualTo(expected);
	}

}
