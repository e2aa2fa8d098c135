package io.github.dbadapter.schema.fix;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A hazard of one statement.
 *
 * @param type the type
 * @param consequence what could happen, for people
 * @param alternative what to do instead, for people
 * @param check how to find the rows it is about, {@code null} for none
 * @param result what the check found, {@code null} when it has not been made; for
 * dependents that PostgreSQL refuses to leave behind their names
 * @since 0.1.0
 */
public record FixHazard(Hazard type, String consequence, RemedyText alternative, @Nullable DataCheck check,
		DataCheck.@Nullable Result result) {

	static FixHazard of(Hazard type, String consequence, String alternative) {
		return of(type, consequence, RemedyText.of(alternative));
	}

	static FixHazard of(Hazard type, String consequence, RemedyText alternative) {
		return new FixHazard(type, consequence, alternative, null, null);
	}

	static FixHazard checked(Hazard type, String consequence, String alternative, DataCheck check) {
		return checked(type, consequence, RemedyText.of(alternative), check);
	}

	static FixHazard checked(Hazard type, String consequence, RemedyText alternative, DataCheck check) {
		return new FixHazard(type, consequence, alternative, check, null);
	}

	FixHazard withResult(DataCheck.Result result) {
		return new FixHazard(this.type, this.consequence, this.alternative, this.check, result);
	}

	/**
	 * Whether it is known that the statement fails, on the rows that are there now or for
	 * what depends on the object and is not compared.
	 * @return whether it is
	 */
	public boolean blocks() {
		if (this.type == Hazard.BREAKS_DEPENDENTS) {
			return this.result != null;
		}
		return this.type == Hazard.MAY_FAIL_ON_DATA && this.result != null && this.result.failing() != null
				&& this.result.failing() > 0;
	}

	/**
	 * Whether the rows that are there now rule the hazard out.
	 */
	boolean isRuledOut() {
		return this.result != null && Objects.equals(this.result.failing(), 0L);
	}

}
