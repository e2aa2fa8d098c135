package io.github.dbadapter.sample;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.DatabaseUnavailableException;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Says in HTTP what the client's errors mean.
 */
@RestControllerAdvice
class ErrorAdvice {

	@ExceptionHandler
	ProblemDetail invalidInput(InvalidInputException ex) {
		return problem(HttpStatus.BAD_REQUEST, ex);
	}

	@ExceptionHandler
	ProblemDetail nothingMatched(EmptyResultDataAccessException ex) {
		return problem(HttpStatus.NOT_FOUND, ex);
	}

	@ExceptionHandler
	ProblemDetail constraintViolated(DataIntegrityViolationException ex) {
		return problem(HttpStatus.CONFLICT, ex);
	}

	@ExceptionHandler
	ProblemDetail unavailable(DatabaseUnavailableException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, ex);
	}

	private static ProblemDetail problem(HttpStatus status, Exception ex) {
		return ProblemDetail.forStatusAndDetail(status, String.valueOf(ex.getMessage()));
	}

}
