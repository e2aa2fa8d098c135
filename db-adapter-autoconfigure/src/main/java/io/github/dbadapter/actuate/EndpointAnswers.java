package io.github.dbadapter.actuate;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/**
 * Gives an answer that comes later the form in which the web framework looks at its
 * status. Spring MVC does not look into a {@link Mono} for an endpoint's response.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EndpointAnswers {

	/**
	 * Converts an answer.
	 * @param answer the answer
	 * @return the same in another form
	 */
	Mono<?> of(Mono<WebEndpointResponse<Object>> answer);

	/**
	 * Leaves answers as they are, as everything but Spring MVC expects them.
	 * @return the conversion
	 */
	static EndpointAnswers unchanged() {
		return (answer) -> answer;
	}

	/**
	 * Converts for Spring MVC.
	 * @return the conversion
	 */
	static EndpointAnswers forServlets() {
		return (answer) -> answer.map((response) -> {
			ResponseEntity.BodyBuilder entity = ResponseEntity.status(response.getStatus());
			if (response.getContentType() != null) {
				entity.contentType(MediaType.asMediaType(response.getContentType()));
			}
			return entity.body(response.getBody());
		});
	}

}
