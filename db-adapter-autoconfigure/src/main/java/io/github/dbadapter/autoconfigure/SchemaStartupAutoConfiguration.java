package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SchemaChecks;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the check of the schema when the
 * application starts. It stands apart from {@link SchemaAutoConfiguration} so that a
 * program that checks on demand only, such as the shell, can leave it out.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SchemaAutoConfiguration.class)
@ConditionalOnBean(ProfileValidation.class)
public final class SchemaStartupAutoConfiguration {

	@Bean
	@DependsOnDatabaseInitialization
	SchemaStartupCheck dbAdapterSchemaStartupCheck(Profiles profiles, SchemaChecks checks,
			DbSchemaProperties properties) {
		return new SchemaStartupCheck(profiles, checks, properties);
	}

}
