package io.github.dbadapter.sample;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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

	private static final Log logger = LogFactory.getLog(ErrorAdvice.class);

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

	/** Where the database is, and as whom we come, is for the log alone. */
	@ExceptionHandler
	ProblemDetail unavailable(DatabaseUnavailableException ex) {
		logger.warn(ex.getMessage());
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached");
	}

	private static ProblemDetail problem(HttpStatus status, Exception ex) {
		return ProblemDetail.forStatusAndDetail(status, String.valueOf(ex.getMessage()));
	}

}
