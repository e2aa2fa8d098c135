package io.github.dbadapter.schema.introspect;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.DatabaseSchema;
import org.jspecify.annotations.Nullable;

/**
 * Result of an introspection.
 *
 * @param schema the model
 * @param currentSchema first existing schema of the connection's {@code search_path},
 * {@code null} if there is none
 * @param schemas schemas that were read, ordered
 * @param notices what the model cannot show, ordered by name
 * @since 0.1.0
 */
public record IntrospectedSchema(DatabaseSchema schema, @Nullable String currentSchema, SortedSet<String> schemas,
		List<IntrospectionNotice> notices) {

	public IntrospectedSchema {
		schemas = Collections.unmodifiableSortedSet(new TreeSet<>(schemas));
		notices = List.copyOf(notices);
	}

	/**
	 * Returns the schemas of which nothing was read for want of rights: whatever is
	 * expected in them is neither present nor missing.
	 * @return names of schemas
	 */
	public Set<String> uncheckedSchemas() {
		return this.notices.stream()
			.filter((notice) -> notice.kind() == IntrospectionNotice.Kind.NOT_CHECKED)
			.map(IntrospectionNotice::schema)
			.collect(Collectors.toUnmodifiableSet());
	}

}
