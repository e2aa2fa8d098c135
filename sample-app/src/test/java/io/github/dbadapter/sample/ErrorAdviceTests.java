package io.github.dbadapter.sample;

import io.github.dbadapter.sql.DatabaseUnavailableException;
import org.junit.jupiter.api.Test;

import org.springframework.http.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorAdviceTests {

	@Test
	void anAnswerDoesNotSayWhereTheDatabaseIs() {
		ProblemDetail problem = new ErrorAdvice().unavailable(new DatabaseUnavailableException(
				"Could not connect to db1:5432/shop as user 'app'", "db1:5432/shop", null, null));
		assertThat(problem.getStatus()).isEqualTo(503);
		assertThat(problem.getDetail()).isEqualTo("The database cannot be reached");
	}

}
