package io.github.dbadapter.schema.diff;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A difference as JSON shows it. Properties without a value are left out.
 *
 * @param type type, for example {@code COLUMN_TYPE_CHANGED}
 * @param object qualified name of the object
 * @param expected what was expected
 * @param actual what was found
 * @param severity the severity
 * @param hazards names of the hazards of removing the difference, where they are known
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DifferenceDescriptor(String type, String object, @Nullable String expected, @Nullable String actual,
		Severity severity, @Nullable List<String> hazards) {

	/**
	 * Describes a difference, of which no hazards are known.
	 * @param difference the difference
	 * @return the descriptor
	 */
	public static DifferenceDescriptor of(SchemaDifference difference) {
		return new DifferenceDescriptor(difference.type(), difference.object().toString(), difference.expected(),
				difference.actual(), difference.severity(), null);
	}

	/**
	 * Adds the hazards of removing the difference.
	 * @param hazards names of the hazards
	 * @return a descriptor with them
	 */
	public DifferenceDescriptor withHazards(List<String> hazards) {
		return new DifferenceDescriptor(this.type, this.object, this.expected, this.actual, this.severity,
				List.copyOf(hazards));
	}

}
