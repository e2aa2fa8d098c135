package io.github.dbadapter.actuate;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.invoke.ParameterMappingException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * Refuses what an endpoint does not know when it is to write, and says what that is.
 * Spring Boot passes it over in silence, and a restore with a misspelt {@code dryRun}
 * would be a real one.
 *
 * @since 0.1.0
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class UnknownArguments implements OperationInvokerAdvisor {

	private final EndpointId endpoint;

	private final UnaryOperator<Object> form;

	/**
	 * Creates an advisor.
	 * @param endpoint id of the endpoint, whose operations return at once
	 */
	public UnknownArguments(String endpoint) {
		this(endpoint, (problem) -> problem);
	}

	private UnknownArguments(String endpoint, UnaryOperator<Object> form) {
		this.endpoint = EndpointId.of(endpoint);
		this.form = form;
	}

	/**
	 * Creates an advisor of an endpoint whose operations answer later.
	 * @param endpoint id of the endpoint
	 * @return the advisor
	 */
	public static UnknownArguments ofReactive(String endpoint) {
		return new UnknownArguments(endpoint, Mono::just);
	}

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!endpointId.equals(this.endpoint) || operationType == OperationType.READ) {
			return invoker;
		}
		Set<String> known = parameters.stream()
			.filter((parameter) -> parameter.getType() != SecurityContext.class)
			.map((parameter) -> parameter.getName())
			.collect(Collectors.toCollection(TreeSet::new));
		return (context) -> {
			Set<String> unknown = new TreeSet<>(context.getArguments().keySet());
			unknown.removeAll(known);
			if (!unknown.isEmpty()) {
				return problem(
						"Unknown: %s. Known are %s".formatted(String.join(", ", unknown), String.join(", ", known)));
			}
			try {
				return invoker.invoke(context);
			}
			catch (ParameterMappingException ex) {
				return problem("'%s' is no value of '%s'".formatted(ex.getValue(), ex.getParameter().getName()));
			}
		};
	}

	private Object problem(String detail) {
		return this.form.apply(Problems.of(HttpStatus.BAD_REQUEST, detail));
	}

}
