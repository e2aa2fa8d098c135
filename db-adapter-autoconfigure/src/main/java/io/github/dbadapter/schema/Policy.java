package io.github.dbadapter.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row-level-security policy.
 *
 * @param name the name
 * @param permissive whether it grants, rather than restricts
 * @param command {@code ALL}, {@code SELECT}, {@code INSERT}, {@code UPDATE} or
 * {@code DELETE}
 * @param roles quoted roles, ordered; {@code PUBLIC} for all
 * @param using expression of {@code USING}
 * @param check expression of {@code WITH CHECK}
 * @param comment comment
 * @since 0.1.0
 */
public record Policy(String name, boolean permissive, String command, List<String> roles, @Nullable String using,
		@Nullable String check, @Nullable String comment) {

	public Policy {
		roles = List.copyOf(roles);
	}

}
