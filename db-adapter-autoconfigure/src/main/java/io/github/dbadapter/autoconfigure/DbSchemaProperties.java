package io.github.dbadapter.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.validate.CheckSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the expected schema.
 *
 * @param file SQL files or folders that make the expected schema, or one snapshot whose
 * name ends with '.json'; paths or 'classpath:' resources, those of a folder are taken in
 * the order of their names.
 * @param source Tool whose migrations in the application make the expected schema.
 * @param entities Whether the entities of Spring Data R2DBC make the expected schema,
 * tables and columns by name.
 * @param scratch Where the files are read by PostgreSQL: 'auto', 'database',
 * 'transaction' or 'profile:' and the name of a profile.
 * @param schemas Schemas to look at, '*' for all; unless set, the first of the search
 * path and every schema in which something is expected.
 * @param exclude Patterns of qualified names to leave out, such as 'audit.*'.
 * @param onDrift What to do when the schema differs at start-up.
 * @param cacheTtl Age at which the last result is refreshed in the background, give or
 * take a fifth.
 * @param timeout Longest time that a check may take.
 * @param refreshInterval Shortest time between two checks of a profile on demand.
 * @param validateOnConnect Whether connecting to a profile checks its schema.
 * @param health Health of the schema.
 */
@ConfigurationProperties("db.schema")
record DbSchemaProperties(@Nullable List<String> file, @Nullable Source source, boolean entities,
		@DefaultValue("auto") String scratch, @Nullable List<String> schemas, @Nullable List<String> exclude,
		@DefaultValue("warn") OnDrift onDrift, @DefaultValue("5m") Duration cacheTtl,
		@DefaultValue("30s") Duration timeout, @DefaultValue("5s") Duration refreshInterval,
		@DefaultValue("true") boolean validateOnConnect, @DefaultValue Health health) {

	DbSchemaProperties {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new InvalidInputException("db.schema.timeout is %s: it must be positive".formatted(timeout));
		}
		file = (file != null) ? List.copyOf(file) : List.of();
		schemas = (schemas != null) ? List.copyOf(schemas) : List.of();
		exclude = (exclude != null) ? List.copyOf(exclude) : List.of();
	}

	/** How many things say what is expected; more than one is a mistake. */
	int expectations() {
		return (this.file.isEmpty() ? 0 : 1) + ((this.source != null) ? 1 : 0) + (this.entities ? 1 : 0);
	}

	CheckSettings checkSettings() {
		return new CheckSettings(this.cacheTtl, this.timeout, this.refreshInterval);
	}

	/**
	 * Tools for migrations.
	 */
	enum Source {

		/** Flyway. */
		FLYWAY,

		/** Liquibase. */
		LIQUIBASE

	}

	/**
	 * Reaction to drift at start-up.
	 */
	enum OnDrift {

		/** Start and say nothing. */
		IGNORE,

		/** Start and log the drift. */
		WARN,

		/** Do not start. */
		FAIL

	}

	/**
	 * Health of the schema.
	 *
	 * @param downOn When the health is DOWN: at 'startup' until a check finds no breaking
	 * drift, on 'breaking' drift at any time, or 'never'.
	 */
	record Health(@DefaultValue("startup") DownOn downOn) {

	}

	/**
	 * The names of {@link io.github.dbadapter.health.DownOn}, which is there only with
	 * Spring Boot's health module.
	 */
	enum DownOn {

		/** Until a check has found no breaking drift. */
		STARTUP,

		/** Whenever the last check found breaking drift. */
		BREAKING,

		/** Never. */
		NEVER

	}

}
