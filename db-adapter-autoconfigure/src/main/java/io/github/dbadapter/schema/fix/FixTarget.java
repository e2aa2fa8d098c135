package io.github.dbadapter.schema.fix;

import java.util.Set;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.source.ExpectedSchema;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.ScriptSource;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SchemaComparison;
import io.github.dbadapter.schema.validate.SchemaValidator;
import io.github.dbadapter.schema.validate.ValidationOptions;
import io.github.dbadapter.sql.AdministrativeDatabase;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A database to repair.
 *
 * @param profile name of its profile for messages, {@code null} for none
 * @param database the database
 * @param expected makes the expected schema, ready to be compared; subscribed before any
 * lock is taken
 * @param hints what the source of the expected schema says is renamed, read anew for each
 * plan
 * @since 0.1.0
 */
public record FixTarget(@Nullable String profile, AdministrativeDatabase database, Mono<SchemaComparison> expected,
		Mono<Set<RenameHint>> hints) {

	/**
	 * A database whose expected schema comes without hints.
	 * @param profile name of its profile for messages, {@code null} for none
	 * @param database the database
	 * @param expected makes the expected schema, ready to be compared
	 */
	public FixTarget(@Nullable String profile, AdministrativeDatabase database, Mono<SchemaComparison> expected) {
		this(profile, database, expected, Mono.just(Set.of()));
	}

	/**
	 * A database whose schema shall be as a source says. Comments {@code -- @renamed
	 * from=old_name} in scripts are hints.
	 * @param profile name of its profile for messages, {@code null} for none
	 * @param database the database
	 * @param validator compares
	 * @param source where the expected schema comes from
	 * @param scratch where PostgreSQL reads what has to be read
	 * @param options what is compared
	 * @return the target
	 */
	public static FixTarget of(@Nullable String profile, AdministrativeDatabase database, SchemaValidator validator,
			ExpectedSchemaSource source, SchemaScratch scratch, ValidationOptions options) {
		return new FixTarget(profile, database, validator.prepare(source, scratch, options), hints(source));
	}

	private static Mono<Set<RenameHint>> hints(@Nullable ExpectedSchemaSource source) {
		return (source instanceof ScriptSource scripts) ? scripts.scripts().map(ScriptHints::of) : Mono.just(Set.of());
	}

	/**
	 * The database of a profile, whose schema shall be as a validation expects it.
	 * @param profile the profile
	 * @param expected what is expected
	 * @return the target
	 * @throws io.github.dbadapter.InvalidInputException if the profile has no direct
	 * connection
	 */
	public static FixTarget of(ResolvedProfile profile, ProfileValidation expected) {
		return new FixTarget(profile.name(), profile.profile().administrativeDatabase(), expected.prepare(profile),
				hints(expected.source()));
	}

	/**
	 * A database whose schema shall be as a model says, by the same version of the
	 * server. Expressions are compared as they are rendered.
	 * @param profile name of its profile for messages, {@code null} for none
	 * @param database the database
	 * @param expected what is expected, with a model
	 * @param scope what of the database is looked at
	 * @return the target
	 */
	public static FixTarget of(@Nullable String profile, AdministrativeDatabase database, ExpectedSchema expected,
			IntrospectionOptions scope) {
		return new FixTarget(profile, database, Mono.just(new SchemaComparison() {

			@Override
			public ExpectedSchema expectation() {
				return expected;
			}

			@Override
			public IntrospectionOptions scope() {
				return scope;
			}

			@Override
			public Mono<Result> compare(IntrospectedSchema actual) {
				return Mono.justOrEmpty(expected.schema())
					.map((schema) -> new Result(schema,
							SchemaComparator.compare(schema, actual.schema(), ComparisonOptions.defaults())));
			}

		}));
	}

	/**
	 * Returns how messages name it.
	 * @return the profile, or the address
	 */
	public String name() {
		return (this.profile != null) ? this.profile : this.database.address();
	}

}
