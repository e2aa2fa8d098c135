package io.github.dbadapter.schema.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.github.dbadapter.schema.SchemaObject;
import org.jspecify.annotations.Nullable;

/**
 * Collects the differences of one comparison.
 */
final class Differences {

	private final List<SchemaDifference> collected = new ArrayList<>();

	void add(SchemaDifference difference) {
		this.collected.add(difference);
	}

	List<SchemaDifference> collected() {
		return this.collected;
	}

	<T> PairComparison compare(SchemaPart<T> expected, SchemaPart<T> actual) {
		return new PairComparison(expected, actual, this);
	}

	/**
	 * Reports what is on one side only.
	 * @param matching the paired parts
	 * @param owners the relations or types that they are parts of
	 * @param part makes a part of an owner and a model
	 * @param extra severity of a part that was not expected
	 * @param <T> record type of the parts
	 */
	<T> void oneSided(Matching<T> matching, Matching.Pair<? extends SchemaObject> owners, PartFactory<T> part,
			Function<T, Severity> extra) {
		SchemaPart<?> expectedOwner = SchemaPart.of(owners.expected());
		SchemaPart<?> actualOwner = SchemaPart.of(owners.actual());
		matching.missing()
			.forEach((model) -> add(MissingObject.of(part.create(owners.expected(), model), actualOwner)));
		matching.extra()
			.forEach((model) -> add(
					ExtraObject.of(part.create(owners.actual(), model), expectedOwner, extra.apply(model))));
	}

	/**
	 * Places a model in its owner.
	 *
	 * @param <T> record type of the model
	 */
	interface PartFactory<T> {

		SchemaPart<T> create(SchemaObject owner, T model);

	}

	/**
	 * Compares the properties of one object.
	 */
	record PairComparison(SchemaPart<?> expectedPart, SchemaPart<?> actualPart, Differences differences) {

		PairComparison property(Property property, @Nullable Object expected, @Nullable Object actual,
				Severity severity) {
			return changed(property, expected, actual, false, severity);
		}

		PairComparison property(Property property, @Nullable Object expected, @Nullable Object actual) {
			return property(property, expected, actual, Severity.DRIFT);
		}

		PairComparison expression(Property property, @Nullable String expected, @Nullable String actual,
				Severity severity) {
			return changed(property, expected, actual, expected != null && actual != null, severity);
		}

		PairComparison defaultValue(@Nullable String expected, @Nullable String actual, Severity severity) {
			return changed(Property.DEFAULT, expected, actual, DefinitionText.mayMeanTheSame(expected, actual),
					severity);
		}

		PairComparison routine(String expected, String actual) {
			return changed(Property.DEFINITION, expected, actual, DefinitionText.mayBeTheSameRoutine(expected, actual),
					Severity.DRIFT);
		}

		PairComparison expression(Property property, @Nullable String expected, @Nullable String actual) {
			return expression(property, expected, actual, Severity.DRIFT);
		}

		/** A comment that nobody asked for harms nobody. */
		PairComparison comment(@Nullable String expected, @Nullable String actual) {
			return property(Property.COMMENT, expected, actual, (expected != null) ? Severity.DRIFT : Severity.EXTRA);
		}

		PairComparison name(Object expected, Object actual) {
			return property(Property.NAME, expected, actual, Severity.EXTRA);
		}

		private PairComparison changed(Property property, @Nullable Object expected, @Nullable Object actual,
				boolean expression, Severity severity) {
			if (!Objects.equals(expected, actual)) {
				this.differences.add(new ChangedObject(this.expectedPart, this.actualPart, property,
						PartText.value(expected), PartText.value(actual), expression, severity));
			}
			return this;
		}

	}

}
