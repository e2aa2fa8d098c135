package io.github.dbadapter.schema.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.ColumnMap;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.IntrospectionNotice;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.ExpectedSchema;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.SkippedStatement;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.ServerVersions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Compares a live database with what is expected of it. Reads the catalog only and never
 * changes anything outside its scratch places. Safe for concurrent use; one instance
 * remembers which expressions it has settled.
 *
 * @since 0.1.0
 */
public final class SchemaValidator {

	private static final Log logger = LogFactory.getLog(SchemaValidator.class);

	private static final String PUBLIC = "public";

	private final SchemaIntrospector introspector;

	private final FixedPoint fixedPoint = new FixedPoint();

	private final HazardForecast forecast;

	public SchemaValidator(SchemaIntrospector introspector) {
		this(introspector, (diff, expected, actual) -> Map.of());
	}

	/**
	 * Creates a validator whose reports tell the hazards of removing the differences.
	 * @param introspector reads schemas
	 * @param forecast tells the hazards
	 */
	public SchemaValidator(SchemaIntrospector introspector, HazardForecast forecast) {
		this.introspector = introspector;
		this.forecast = forecast;
	}

	/**
	 * Validates a database. Cold: each subscription reads the catalog anew, on a
	 * connection of its own that is closed before the report is emitted. Cancelling
	 * cancels the running statement.
	 * @param profile name of the profile, for the report
	 * @param database the live database
	 * @param expected what is expected of it
	 * @param scratch where expressions are settled
	 * @param options how to compare
	 * @return the report, once, with status {@link ValidationStatus#IN_SYNC} or
	 * {@link ValidationStatus#DRIFTED}; fails with {@link DatabaseUnavailableException}
	 * when the database cannot be reached or the time is up, and with the errors of the
	 * expected schema and of the introspection
	 */
	public Mono<ValidationReport> validate(String profile, AdministrativeDatabase database,
			ExpectedSchemaSource expected, SchemaScratch scratch, ValidationOptions options) {
		return Mono.defer(() -> {
			Instant start = Instant.now();
			return expected.load(scratch)
				.flatMap((expectation) -> compare(database, expectation, scratch, options))
				.flatMap((outcome) -> RowEstimates.of(outcome.diff(), database)
					.map((rows) -> report(profile, outcome, options, Duration.between(start, Instant.now()))
						.withNotes(new DifferenceNotes(hazards(outcome), rows))))
				.timeout(options.timeout())
				.onErrorMap(TimeoutException.class, (ex) -> timedOut(database, options.timeout(), ex));
		});
	}

	/** They are an addition to the report, which is right without them. */
	private Map<String, List<String>> hazards(Outcome outcome) {
		DatabaseSchema expected = outcome.comparable();
		if (expected == null || outcome.diff().differences().isEmpty()) {
			return Map.of();
		}
		try {
			return this.forecast.hazards(outcome.diff(), expected, outcome.actual().schema());
		}
		catch (RuntimeException ex) {
			logger.debug("Could not tell the hazards of the differences", ex);
			return Map.of();
		}
	}

	/**
	 * Makes the expected schema, to compare it without a report. Cold.
	 * @param expected what is expected
	 * @param scratch where expressions are settled
	 * @param options how to compare
	 * @return the comparison, once; fails with the errors of the expected schema
	 */
	public Mono<SchemaComparison> prepare(ExpectedSchemaSource expected, SchemaScratch scratch,
			ValidationOptions options) {
		return expected.load(scratch).map((expectation) -> prepare(expectation, scratch, options));
	}

	private SchemaComparison prepare(ExpectedSchema expectation, SchemaScratch scratch, ValidationOptions options) {
		Scope scope = scope(expectation, options);
		return new SchemaComparison() {

			@Override
			public ExpectedSchema expectation() {
				return expectation;
			}

			@Override
			public IntrospectionOptions scope() {
				return scope.introspection();
			}

			@Override
			public Mono<Result> compare(IntrospectedSchema actual) {
				return SchemaValidator.this.compare(expectation, actual, scratch, scope)
					.map((outcome) -> new Result(outcome.comparable(), outcome.diff()));
			}

		};
	}

	private static Scope scope(ExpectedSchema expectation, ValidationOptions options) {
		DatabaseSchema schema = expectation.schema();
		return new Scope(options, (schema != null) ? Scope.of(schema) : schemas(expectation));
	}

	private Mono<Outcome> compare(AdministrativeDatabase database, ExpectedSchema expectation, SchemaScratch scratch,
			ValidationOptions options) {
		Scope scope = scope(expectation, options);
		return this.introspector.introspect(database, scope.introspection())
			.flatMap((actual) -> compare(expectation, actual, scratch, scope));
	}

	private Mono<Outcome> compare(ExpectedSchema expectation, IntrospectedSchema actual, SchemaScratch scratch,
			Scope scope) {
		DatabaseSchema schema = expectation.schema();
		ComparisonOptions comparison = scope.comparison(actual);
		return (schema != null) ? compare(expectation, schema, actual, scratch, comparison)
				: Mono.just(compareColumns(expectation, actual, comparison));
	}

	private static Set<String> schemas(ExpectedSchema expectation) {
		return expectation.columns()
			.keySet()
			.stream()
			.map((table) -> QualifiedName.parse(table).schema())
			.flatMap(Stream::ofNullable)
			.map(Identifier::value)
			.collect(Collectors.toSet());
	}

	private Outcome compareColumns(ExpectedSchema expectation, IntrospectedSchema actual, ComparisonOptions options) {
		String defaultSchema = (actual.currentSchema() != null) ? actual.currentSchema() : PUBLIC;
		ColumnMap columns = ColumnMap.of(expectation.columns(), defaultSchema);
		return new Outcome(expectation, actual, SchemaComparator.compare(columns, actual.schema(), options), List.of(),
				null);
	}

	private Mono<Outcome> compare(ExpectedSchema expectation, DatabaseSchema schema, IntrospectedSchema actual,
			SchemaScratch scratch, ComparisonOptions options) {
		boolean sameServer = schema.majorVersion() == actual.schema().majorVersion();
		Mono<DatabaseSchema> comparable = sameServer ? Mono.just(schema) : FixedPoint.render(schema, scratch);
		return comparable.flatMap((expected) -> {
			SchemaDiff first = SchemaComparator.compare(expected, actual.schema(), options);
			return this.fixedPoint.settle(first, expected, actual.schema(), options, scratch)
				.map((settled) -> new Outcome(expectation, actual, settled, List.of(), expected))
				.onErrorResume(SchemaValidator::isRefused,
						(failure) -> Mono.just(unsettled(expectation, actual, first, failure, expected)));
		});
	}

	private static boolean isRefused(Throwable failure) {
		return failure instanceof DbAdapterException && !(failure instanceof DatabaseUnavailableException);
	}

	private static Outcome unsettled(ExpectedSchema expectation, IntrospectedSchema actual, SchemaDiff first,
			Throwable failure, DatabaseSchema expected) {
		logger.debug("Could not settle the expressions of " + first.unsettled(), failure);
		String notice = "expressions of %s are compared by their text only: %s".formatted(
				first.unsettled()
					.stream()
					.map(Object::toString)
					.limit(3)
					.collect(Collectors.joining(", ", "", (first.unsettled().size() > 3) ? ", …" : "")),
				failure.getMessage());
		return new Outcome(expectation, actual, first, List.of(notice), expected);
	}

	private static ValidationReport report(String profile, Outcome outcome, ValidationOptions options,
			Duration duration) {
		ValidationStatus status = outcome.diff().inSync(options.strict()) ? ValidationStatus.IN_SYNC
				: ValidationStatus.DRIFTED;
		DatabaseSchema actual = outcome.actual().schema();
		return new ValidationReport(profile, status, Instant.now(), duration, outcome.expectation().description(),
				actual.serverVersion(), SchemaFingerprint.of(actual), outcome.diff(), outcome.allNotices(),
				options.strict(), false, null);
	}

	private static DatabaseUnavailableException timedOut(AdministrativeDatabase database, Duration timeout,
			Throwable cause) {
		return new DatabaseUnavailableException(
				"Could not validate the schema of %s within %d ms. Nothing has been changed. Try again or raise the time-out."
					.formatted(database.address(), timeout.toMillis()),
				database.address(), null, cause);
	}

	private record Outcome(ExpectedSchema expectation, IntrospectedSchema actual, SchemaDiff diff, List<String> notices,
			@Nullable DatabaseSchema comparable) {

		List<String> allNotices() {
			Stream<String> ofDatabase = this.actual.notices().stream().map(IntrospectionNotice::message);
			return Stream.of(ofServer(), ofDatabase, skipped(), this.notices.stream())
				.flatMap((stream) -> stream)
				.toList();
		}

		private Stream<String> ofServer() {
			return Stream.ofNullable(ServerVersions.warning(this.actual.schema().serverVersion()));
		}

		/** A dump may hold hundreds of grants, so one line for each reason. */
		private Stream<String> skipped() {
			Map<String, List<SkippedStatement>> byReason = this.expectation.skipped()
				.stream()
				.collect(Collectors.groupingBy(SkippedStatement::reason, TreeMap::new, Collectors.toList()));
			return byReason.entrySet()
				.stream()
				.map((entry) -> "skipped %d %s of the expected schema, the first at %s: %s".formatted(
						entry.getValue().size(), (entry.getValue().size() == 1) ? "statement" : "statements",
						entry.getValue().get(0).position(), entry.getKey()));
		}

	}

}
