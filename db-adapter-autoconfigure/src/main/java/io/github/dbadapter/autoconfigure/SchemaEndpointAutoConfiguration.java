package io.github.dbadapter.autoconfigure;

import java.util.Map;

import io.github.dbadapter.actuate.SchemaEndpoint;
import io.github.dbadapter.actuate.SchemaEndpointWebExtension;
import io.github.dbadapter.actuate.SchemaFixOperation;
import io.github.dbadapter.actuate.ServletAnswers;
import io.github.dbadapter.actuate.UnknownArguments;
import io.github.dbadapter.actuate.WriteGate;
import io.github.dbadapter.backup.job.BackupFolder;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.fix.FixServices;
import io.github.dbadapter.schema.validate.SchemaChecks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the schema endpoint.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SchemaFixAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(SchemaEndpoint.class)
@EnableConfigurationProperties({ SchemaEndpointProperties.class, DbFixProperties.class })
public final class SchemaEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SchemaEndpoint dbAdapterSchemaEndpoint(Profiles profiles, SchemaChecks checks, SchemaEndpointProperties properties,
			FixServices fixes, DbFixProperties fixProperties, ObjectProvider<BackupFolder> backups,
			Environment environment) {
		WriteGate gate = EndpointWriting.gate(environment, "dbschema",
				Map.of("db.fix.over-http to 'true'", fixProperties.overHttp()));
		return new SchemaEndpoint(checks, profiles.names(), ActiveProfile.name(profiles), properties.showValues(),
				properties.roles(), new SchemaFixOperation(fixes, profiles, checks, gate, backups.getIfAvailable()));
	}

	@Bean
	@ConditionalOnMissingBean
	SchemaEndpointWebExtension dbAdapterSchemaEndpointWebExtension(SchemaEndpoint endpoint) {
		return new SchemaEndpointWebExtension(endpoint);
	}

	@Bean
	UnknownArguments dbAdapterSchemaArguments() {
		return UnknownArguments.ofReactive("dbschema");
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(name = "org.springframework.web.servlet.DispatcherServlet")
	static class Servlets {

		@Bean
		ServletAnswers dbAdapterSchemaAnswers() {
			return new ServletAnswers("dbschema");
		}

	}

}
