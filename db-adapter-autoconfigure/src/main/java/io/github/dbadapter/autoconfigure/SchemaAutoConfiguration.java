package io.github.dbadapter.autoconfigure;

import java.util.Set;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.fix.FixPlanner;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.validate.ProfileConnector;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.SchemaValidator;
import io.github.dbadapter.schema.validate.SourceValidations;
import io.github.dbadapter.schema.validate.ValidationOptions;
import io.github.dbadapter.schema.validate.ValidationReport;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the checks of the schema.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProfileAutoConfiguration.class)
@EnableConfigurationProperties(DbSchemaProperties.class)
public final class SchemaAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SchemaValidator dbAdapterSchemaValidator() {
		return new SchemaValidator(new SchemaIntrospector(), FixPlanner::hazards);
	}

	@Bean
	@ConditionalOnMissingBean
	SourceValidations dbAdapterSourceValidations(SchemaValidator validator, Profiles profiles,
			DbSchemaProperties properties) {
		ScratchSetting scratch = new ScratchSetting(properties.scratch(), profiles);
		return new SourceValidations(validator, (profile) -> scratch.options(), options(properties));
	}

	private static ValidationOptions options(DbSchemaProperties properties) {
		return ValidationOptions.defaults()
			.withSchemas(Set.copyOf(properties.schemas()))
			.withExclude(properties.exclude())
			.withTimeout(properties.timeout());
	}

	@Bean
	@ConditionalOnMissingBean
	SchemaChecks dbAdapterSchemaChecks(Profiles profiles, ObjectProvider<ProfileValidation> validation,
			DbSchemaProperties properties) {
		return new SchemaChecks((profile) -> validate(validation, profiles, profile), properties.checkSettings());
	}

	private static Mono<ValidationReport> validate(ObjectProvider<ProfileValidation> validation, Profiles profiles,
			String profile) {
		ProfileValidation available = validation.getIfAvailable();
		return (available != null) ? available.validate(profiles.resolve(profile)) : Mono.empty();
	}

	@Bean
	@ConditionalOnMissingBean
	ProfileConnector dbAdapterProfileConnector(Profiles profiles, ObjectProvider<ProfileValidation> validation,
			DbSchemaProperties properties) {
		return new ProfileConnector(profiles, (profile) -> {
			ProfileValidation available = properties.validateOnConnect() ? validation.getIfAvailable() : null;
			return (available != null) ? available.validate(profile) : Mono.empty();
		});
	}

}
