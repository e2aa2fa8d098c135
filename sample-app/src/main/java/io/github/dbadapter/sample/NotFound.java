package io.github.dbadapter.sample;

import java.util.function.Function;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The answer to a request for something that is not there.
 */
final class NotFound {

	private NotFound() {
	}

	static <T> Mono<T> error(String what, String name) {
		return Mono.error(
				() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no %s '%s'".formatted(what, name)));
	}

	static Function<Long, Mono<Void>> ifNone(String what, String name) {
		return (rows) -> (rows > 0) ? Mono.empty() : error(what, name);
	}

}
