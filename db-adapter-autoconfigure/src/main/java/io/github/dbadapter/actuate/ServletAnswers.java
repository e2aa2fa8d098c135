package io.github.dbadapter.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Gives what an endpoint answers later the form in which Spring MVC looks at its status,
 * and as much time as it needs. Left to itself, Spring MVC does not look into a
 * {@link Mono}, and answers 503 after its own time-out while the operation goes on.
 *
 * @since 0.1.0
 */
public final class ServletAnswers implements OperationInvokerAdvisor {

	private static final long NO_TIMEOUT = -1;

	private final EndpointId endpoint;

	/**
	 * Creates an advisor.
	 * @param endpoint id of the endpoint whose operations answer later
	 */
	public ServletAnswers(String endpoint) {
		this.endpoint = EndpointId.of(endpoint);
	}

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		// of the reading ones, those without a mandatory parameter may be cached by Boot
		boolean later = operationType != OperationType.READ || parameters.hasMandatoryParameter();
		if (!endpointId.equals(this.endpoint) || !later) {
			return invoker;
		}
		return (context) -> {
			Object result = invoker.invoke(context);
			boolean isRequest = context.canResolve(WebServerNamespace.class);
			return (isRequest && result instanceof Mono<?> answer) ? deferred(answer) : result;
		};
	}

	/**
	 * A container that notices that nobody waits for the answer cancels the operation.
	 */
	private static DeferredResult<Object> deferred(Mono<?> answer) {
		DeferredResult<Object> result = new DeferredResult<>(NO_TIMEOUT);
		Disposable running = answer.subscribe((value) -> result.setResult(entity(value)), result::setErrorResult);
		result.onError((failure) -> running.dispose());
		return result;
	}

	private static @Nullable Object entity(Object answer) {
		if (!(answer instanceof WebEndpointResponse<?> response)) {
			return answer;
		}
		ResponseEntity.BodyBuilder entity = ResponseEntity.status(response.getStatus());
		if (response.getContentType() != null) {
			entity.contentType(MediaType.asMediaType(response.getContentType()));
		}
		return entity.body(response.getBody());
	}

}
