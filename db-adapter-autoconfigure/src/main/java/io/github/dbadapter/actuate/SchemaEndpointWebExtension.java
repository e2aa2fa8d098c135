package io.github.dbadapter.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * Says over HTTP which profiles there are when an unknown one is asked for.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = SchemaEndpoint.class)
public class SchemaEndpointWebExtension {

	private final SchemaEndpoint endpoint;

	public SchemaEndpointWebExtension(SchemaEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Tells the last result of one profile.
	 * @param profile name of the profile
	 * @param refresh whether to check now
	 * @param security who asks
	 * @return status 200 and the result, or 404 and a problem if there is no such profile
	 */
	@ReadOperation
	public Mono<WebEndpointResponse<Object>> schema(@Selector String profile, @Nullable Boolean refresh,
			SecurityContext security) {
		return this.endpoint.schema(profile, refresh, security)
			.map((report) -> new WebEndpointResponse<Object>(report))
			.switchIfEmpty(
					Mono.fromSupplier(() -> Problems.of(HttpStatus.NOT_FOUND, this.endpoint.unknownProfile(profile))));
	}

}
