package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.ExpectedSchema;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.ScratchMode;
import io.github.dbadapter.schema.source.ScratchOptions;
import io.github.dbadapter.schema.validate.SchemaValidator;
import io.github.dbadapter.schema.validate.ValidationOptions;
import io.github.dbadapter.test.TestDatabase;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Short ways to models and services for the tests of this package.
 */
final class Fixes {

	private static final SchemaValidator VALIDATOR = new SchemaValidator(new SchemaIntrospector());

	static final FixApproval EVERYTHING = FixApproval.none().withAllowed(Set.of(Hazard.values()));

	/** An option of the program, which only the program may name. */
	static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z]");

	private Fixes() {
	}

	static DatabaseSchema read(TestDatabase database) {
		try (Connection connection = database.connect()) {
			return new SchemaIntrospector().introspect(connection, IntrospectionOptions.all()).schema();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Reads the model of a script in a database of its own. */
	static DatabaseSchema model(String sql) {
		try (TestDatabase database = TestDatabase.create()) {
			database.execute(sql);
			return read(database);
		}
	}

	static FixService service(TestDatabase database, DatabaseSchema expected) {
		return new FixService(target(database, expected));
	}

	static FixTarget target(TestDatabase database, DatabaseSchema expected) {
		return target(database, expected, ValidationOptions.ALL_SCHEMAS);
	}

	static FixTarget target(TestDatabase database, DatabaseSchema expected, String schemas) {
		ExpectedSchemaSource source = new ExpectedSchemaSource() {

			@Override
			public String description() {
				return "a model";
			}

			@Override
			public Mono<ExpectedSchema> load(SchemaScratch scratch) {
				return Mono.just(new ExpectedSchema(description(), null, expected, Map.of(), List.of()));
			}

		};
		return FixTarget.of(null, database.administrative(), VALIDATOR, source,
				new SchemaScratch(database.administrative(), ScratchOptions.of(ScratchMode.DATABASE)),
				ValidationOptions.defaults().withSchemas(Set.of(schemas)));
	}

	static <T> T await(Mono<T> mono) {
		return Objects.requireNonNull(mono.block(Duration.ofMinutes(2)));
	}

	static FixPlan plan(TestDatabase database, DatabaseSchema expected, FixOptions options) {
		FixPlan plan = await(service(database, expected).plan(options, 3));
		texts(plan).forEach((text) -> assertThat(text).doesNotContainPattern(OPTION));
		return plan;
	}

	/** What a plan says by itself, without the words of any reader for a remedy. */
	private static Stream<String> texts(FixPlan plan) {
		PlanDescriptor told = PlanDescriptor.of(plan, true, (remedy) -> "…");
		return Stream.of(
				told.statements()
					.stream()
					.flatMap((statement) -> Stream.concat(Stream.of(statement.explanation()),
							statement.hazards()
								.stream()
								.flatMap((hazard) -> Stream.of(hazard.consequence(), hazard.alternative())))),
				told.kept().stream().map(PlanDescriptor.Remaining::reason),
				told.notRepaired().stream().map(PlanDescriptor.Remaining::reason))
			.flatMap((texts) -> texts);
	}

	static String reason(FixPlan.Remaining remaining) {
		return remaining.reason().toString();
	}

	static FixReport apply(TestDatabase database, DatabaseSchema expected, FixPlan plan) {
		return await(service(database, expected).apply(plan, EVERYTHING));
	}

}
