package io.github.dbadapter.schema.validate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.DdlScript;
import io.github.dbadapter.schema.DdlStatement;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.source.LoadedSchema;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.sql.SqlScript;
import reactor.core.publisher.Mono;

/**
 * Compares expressions at their fixed point. PostgreSQL's rendering of an expression is
 * not idempotent: an {@code IN} list over a {@code varchar} looks different once it has
 * been dumped and restored. So objects whose texts differ are created in a scratch place
 * from their renderings, on both sides, and what is rendered then is compared.
 */
final class FixedPoint {

	private static final int CACHED = 32;

	/** What pg_dump sets as well, and what the model was rendered under. */
	private static final String SETTINGS = """
			SET check_function_bodies = off;
			SET default_tablespace = '';
			SET default_table_access_method = heap;
			SET TimeZone = 'UTC';
			SET DateStyle = 'ISO, MDY';
			SET IntervalStyle = 'postgres';
			SET search_path = '';
			""";

	private final Map<Question, SchemaDiff> answers = Collections
		.synchronizedMap(new LinkedHashMap<>(CACHED, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<Question, SchemaDiff> eldest) {
				return size() > CACHED;
			}

		});

	/**
	 * Settles a comparison. Cold.
	 * @param first the comparison of the texts
	 * @param expected the expected model
	 * @param actual the actual model
	 * @param options options of the comparison
	 * @param scratch where objects are created
	 * @return the settled comparison; at once when there is nothing to settle or the same
	 * has been settled before
	 */
	Mono<SchemaDiff> settle(SchemaDiff first, DatabaseSchema expected, DatabaseSchema actual, ComparisonOptions options,
			SchemaScratch scratch) {
		SortedSet<ObjectReference> unsettled = first.unsettled();
		if (unsettled.isEmpty()) {
			return Mono.just(first);
		}
		Question question = new Question(ModelSubset.of(expected, unsettled), ModelSubset.of(actual, unsettled));
		SchemaDiff answer = this.answers.get(question);
		if (answer != null) {
			return Mono.just(first.settledBy(answer));
		}
		return render(question.expected(), scratch)
			.zipWhen((again) -> render(question.actual(), scratch),
					(again, other) -> SchemaComparator.compare(again, other, options))
			.doOnNext((again) -> this.answers.put(question, again))
			.map(first::settledBy);
	}

	/**
	 * Creates a model in the scratch place and reads it there. Cold.
	 * @param schema the model
	 * @param scratch where it is created
	 * @return the model as the scratch server renders it
	 */
	static Mono<DatabaseSchema> render(DatabaseSchema schema, SchemaScratch scratch) {
		return Mono.defer(() -> scratch.load(List.of(script(schema)))).map(LoadedSchema::schema);
	}

	private static SqlScript script(DatabaseSchema schema) {
		String text = DdlScript.create(schema)
			.stream()
			.map(DdlStatement::toString)
			.collect(Collectors.joining("\n", SETTINGS, "\n"));
		return SqlScript.parse("rendered schema", text);
	}

	private record Question(DatabaseSchema expected, DatabaseSchema actual) {

	}

}
