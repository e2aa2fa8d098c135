package io.github.dbadapter.autoconfigure;

import java.util.Locale;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.source.EntitySource;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.FlywayMigration;
import io.github.dbadapter.schema.source.LiquibaseMigration;
import io.github.dbadapter.schema.source.MigrationSource;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SourceValidations;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.integration.spring.SpringResourceAccessor;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.data.r2dbc.mapping.R2dbcMappingContext;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what the schema is expected to
 * be: SQL files, a snapshot, the application's migrations or its entities.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProfileAutoConfiguration.class, DataR2dbcAutoConfiguration.class },
		before = SchemaAutoConfiguration.class,
		afterName = { "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration" })
@Conditional(OnExpectedSchemaCondition.class)
@ConditionalOnMissingBean(ProfileValidation.class)
@EnableConfigurationProperties(DbSchemaProperties.class)
public final class SchemaSourceAutoConfiguration {

	@Bean
	ProfileValidation dbAdapterProfileValidation(SourceValidations validations, DbSchemaProperties properties,
			ObjectProvider<ExpectedSchemaSource> sources, ResourceLoader resources) {
		return validations.against(source(properties, sources, resources));
	}

	private static ExpectedSchemaSource source(DbSchemaProperties properties,
			ObjectProvider<ExpectedSchemaSource> sources, ResourceLoader resources) {
		if (properties.expectations() > 1) {
			throw new InvalidInputException(
					"More than one of db.schema.file, db.schema.source and db.schema.entities is set: keep one");
		}
		ExpectedSchemaSource declared = sources.getIfUnique();
		if (declared != null) {
			return declared;
		}
		if (properties.file().isEmpty()) {
			throw new InvalidInputException((properties.source() != null)
					? "db.schema.source is set to '%s', but the application has no bean of it"
						.formatted(properties.source().name().toLowerCase(Locale.ROOT))
					: "db.schema.entities is set, but the application has no entities of Spring Data R2DBC");
		}
		return ExpectedSchemaSource.ofFiles(properties.file(), resources);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Flyway.class)
	@ConditionalOnBean(Flyway.class)
	@ConditionalOnProperty(name = "db.schema.source", havingValue = "flyway")
	static class FlywaySource {

		@Bean
		@ConditionalOnMissingBean(ExpectedSchemaSource.class)
		MigrationSource dbAdapterFlywaySource(Flyway flyway) {
			return new MigrationSource("Flyway's migrations", new FlywayMigration(flyway.getConfiguration()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SpringLiquibase.class)
	@ConditionalOnBean(SpringLiquibase.class)
	@ConditionalOnProperty(name = "db.schema.source", havingValue = "liquibase")
	static class LiquibaseSource {

		@Bean
		@ConditionalOnMissingBean(ExpectedSchemaSource.class)
		MigrationSource dbAdapterLiquibaseSource(SpringLiquibase liquibase, ResourceLoader resources) {
			return new MigrationSource("Liquibase's change log",
					new LiquibaseMigration(liquibase.getChangeLog(), new SpringResourceAccessor(resources),
							text(liquibase.getContexts()), text(liquibase.getLabelFilter())));
		}

		private static String text(String value) {
			return (value != null) ? value : "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(R2dbcMappingContext.class)
	@ConditionalOnBooleanProperty("db.schema.entities")
	static class Entities {

		@Bean
		@ConditionalOnMissingBean(ExpectedSchemaSource.class)
		EntitySource dbAdapterEntitySource(R2dbcMappingContext mapping) {
			return new EntitySource(mapping);
		}

	}

}
