package io.github.dbadapter.actuate;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Answers that say what is wrong with a request (RFC 9457).
 */
final class Problems {

	private Problems() {
	}

	static WebEndpointResponse<Object> of(HttpStatus status, String detail) {
		return new WebEndpointResponse<>(ProblemDetail.forStatusAndDetail(status, detail), status.value(),
				MediaType.APPLICATION_PROBLEM_JSON);
	}

}
