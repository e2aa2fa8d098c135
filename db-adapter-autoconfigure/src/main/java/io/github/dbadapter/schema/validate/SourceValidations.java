package io.github.dbadapter.schema.validate;

import java.util.function.Function;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.ScratchOptions;
import reactor.core.publisher.Mono;

/**
 * Makes validations that differ in what is expected and in nothing else. Safe for
 * concurrent use.
 *
 * @since 0.1.0
 */
public final class SourceValidations {

	private final SchemaValidator validator;

	private final Function<ResolvedProfile, ScratchOptions> scratch;

	private final ValidationOptions options;

	/**
	 * Creates an instance.
	 * @param validator compares
	 * @param scratch where PostgreSQL reads what has to be read for a profile
	 * @param options how to compare
	 */
	public SourceValidations(SchemaValidator validator, Function<ResolvedProfile, ScratchOptions> scratch,
			ValidationOptions options) {
		this.validator = validator;
		this.scratch = scratch;
		this.options = options;
	}

	/**
	 * Expects what a source says.
	 * @param source what is expected
	 * @return the validation
	 */
	public ProfileValidation against(ExpectedSchemaSource source) {
		return new SourceValidation(this.validator, source, this.scratch, this.options);
	}

	/**
	 * Expects the schema that another profile's database has at the time of asking: all
	 * of it, unless the options name schemas.
	 * @param other the other profile
	 * @return the validation; its description is {@code profile <name>}
	 * @throws io.github.dbadapter.InvalidInputException if the profile has no direct
	 * connection
	 */
	public ProfileValidation against(ResolvedProfile other) {
		return against(ExpectedSchemaSource.ofDatabase("profile " + other.name(),
				other.profile().administrativeDatabase(), reading()));
	}

	/**
	 * Reads the schema that a profile's database has: all of it, unless the options name
	 * schemas. Cold.
	 * @param profile the profile
	 * @return the schema, once; fails as {@link SchemaIntrospector#introspect} does
	 * @throws io.github.dbadapter.InvalidInputException if the profile has no direct
	 * connection
	 */
	public Mono<IntrospectedSchema> read(ResolvedProfile profile) {
		return new SchemaIntrospector().introspect(profile.profile().administrativeDatabase(), reading());
	}

	private IntrospectionOptions reading() {
		boolean everything = this.options.schemas().isEmpty() || this.options.allSchemas();
		return everything ? IntrospectionOptions.all() : IntrospectionOptions.schemas(this.options.schemas());
	}

}
