package io.github.dbadapter.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the schema endpoint.
 *
 * @param showValues When to show bodies of functions and views and default expressions.
 * @param roles Roles of users to whom they are shown when authorized; unless set, every
 * authenticated user.
 */
@ConfigurationProperties("management.endpoint.dbschema")
record SchemaEndpointProperties(@DefaultValue("never") Show showValues, @Nullable Set<String> roles) {

	SchemaEndpointProperties {
		roles = (roles != null) ? Set.copyOf(roles) : Set.of();
	}

}
