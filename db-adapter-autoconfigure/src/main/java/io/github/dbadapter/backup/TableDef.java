package io.github.dbadapter.backup;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How one table takes part in backup and restore. Columns that the table does not have
 * are an error, except where they are the defaults {@code id}, {@code slug} and
 * {@code user_id}, which then count as not given.
 *
 * @param name table name, {@code name} or {@code schema.name}
 * @param pk columns of the primary key; the catalog's own wins where there is one
 * @param slugField columns that, with owner and parent, identify a row across databases;
 * empty to have them derived
 * @param userField column that holds the owner, {@code null} for none
 * @param parent required reference: without its parent a row is left out; {@code null}
 * for none
 * @param optionalRefs references that become null when their target is missing
 * @since 0.1.0
 */
public record TableDef(String name, List<String> pk, List<String> slugField, @Nullable String userField,
		@Nullable ForeignKey parent, List<ForeignKey> optionalRefs) {

	static final String DEFAULT_PK = "id";

	static final String DEFAULT_SLUG = "slug";

	static final String DEFAULT_USER = "user_id";

	public TableDef {
		Assert.hasText(name, "'name' must not be empty");
		pk = List.copyOf(pk);
		slugField = List.copyOf(slugField);
		optionalRefs = List.copyOf(optionalRefs);
	}

	/**
	 * Creates a definition with the defaults of the Python library: {@code id},
	 * {@code slug} and {@code user_id}.
	 * @param name table name
	 */
	public TableDef(String name) {
		this(name, List.of(DEFAULT_PK), List.of(DEFAULT_SLUG), DEFAULT_USER, null, List.of());
	}

	public TableDef withSlugField(String... columns) {
		return new TableDef(this.name, this.pk, List.of(columns), this.userField, this.parent, this.optionalRefs);
	}

	public TableDef withUserField(@Nullable String column) {
		return new TableDef(this.name, this.pk, this.slugField, column, this.parent, this.optionalRefs);
	}

	public TableDef withParent(@Nullable ForeignKey reference) {
		return new TableDef(this.name, this.pk, this.slugField, this.userField, reference, this.optionalRefs);
	}

	public TableDef withOptionalRefs(ForeignKey... references) {
		return new TableDef(this.name, this.pk, this.slugField, this.userField, this.parent, List.of(references));
	}

}
