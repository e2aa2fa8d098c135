package io.github.dbadapter.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.actuate.WriteGate;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The switches that must all be on before an endpoint writes. Its access is read-only
 * unless configured, and {@code management.endpoints.access.default} can open it by
 * accident, so that a property of ours is needed as well.
 */
final class EndpointWriting {

	private EndpointWriting() {
	}

	/**
	 * Makes the gate of an endpoint.
	 * @param environment where the access is configured
	 * @param endpoint id of the endpoint
	 * @param switches whether they are on, by property and value
	 * @return the gate
	 */
	static WriteGate gate(Environment environment, String endpoint, Map<String, Boolean> switches) {
		List<String> missing = new ArrayList<>();
		if (access(environment, endpoint) != Access.UNRESTRICTED) {
			missing.add("management.endpoint.%s.access to 'unrestricted'".formatted(endpoint));
		}
		switches.forEach((property, on) -> {
			if (!on) {
				missing.add(property);
			}
		});
		return new WriteGate(missing);
	}

	/** Unlike Spring Boot's resolver, with read-only as the default. */
	private static Access access(Environment environment, String endpoint) {
		Binder binder = Binder.get(environment);
		return binder.bind("management.endpoint.%s.access".formatted(endpoint), Access.class)
			.orElseGet(() -> binder.bind("management.endpoints.access.default", Access.class).orElse(Access.READ_ONLY));
	}

}
