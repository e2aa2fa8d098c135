package io.github.dbadapter.schema.validate;

import java.util.function.Function;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.ScratchOptions;
import io.github.dbadapter.sql.AdministrativeDatabase;
import reactor.core.publisher.Mono;

/**
 * Validates every profile against the same source.
 *
 * @since 0.1.0
 */
public final class SourceValidation implements ProfileValidation {

	private final SchemaValidator validator;

	private final ExpectedSchemaSource source;

	private final Function<ResolvedProfile, ScratchOptions> scratch;

	private final ValidationOptions options;

	/**
	 * Creates a validation.
	 * @param validator compares
	 * @param source what is expected
	 * @param scratch where PostgreSQL reads what has to be read for a profile
	 * @param options how to compare
	 */
	public SourceValidation(SchemaValidator validator, ExpectedSchemaSource source,
			Function<ResolvedProfile, ScratchOptions> scratch, ValidationOptions options) {
		this.validator = validator;
		this.source = source;
		this.scratch = scratch;
		this.options = options;
	}

	@Override
	public Mono<ValidationReport> validate(ResolvedProfile profile) {
		return Mono.defer(() -> {
			AdministrativeDatabase database = profile.profile().administrativeDatabase();
			return this.validator.validate(profile.name(), database, this.source,
					new SchemaScratch(database, this.scratch.apply(profile)), this.options);
		});
	}

	@Override
	public Mono<SchemaComparison> prepare(ResolvedProfile profile) {
		return Mono.defer(() -> this.validator.prepare(this.source,
				new SchemaScratch(profile.profile().administrativeDatabase(), this.scratch.apply(profile)),
				this.options));
	}

	@Override
	public ExpectedSchemaSource source() {
		return this.source;
	}

}
