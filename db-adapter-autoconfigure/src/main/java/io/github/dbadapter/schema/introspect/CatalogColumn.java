package io.github.dbadapter.schema.introspect;

import java.util.Map;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CompositeType.Attribute;
import io.github.dbadapter.schema.Generated;
import io.github.dbadapter.schema.Identity;
import io.github.dbadapter.schema.View.ViewColumn;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pg_attribute}, before it is known what it becomes.
 */
record CatalogColumn(int number, String name, String type, @Nullable String collation, boolean notNull,
		Column.@Nullable NotNull notNullConstraint, @Nullable Identity identity, char generated, boolean local,
		@Nullable Integer statisticsTarget, @Nullable String compression, Map<String, String> options,
		Map<String, String> foreignOptions, @Nullable String expression, @Nullable String comment) {

	Column toColumn() {
		Generated generation = (this.generated != 0 && this.expression != null)
				? new Generated(this.expression, this.generated == 's') : null;
		return new Column(this.name, this.type, this.collation, this.notNull, this.notNullConstraint,
				(generation != null) ? null : this.expression, this.identity, generation, this.local,
				this.statisticsTarget, this.compression, this.options, this.foreignOptions, this.comment);
	}

	ViewColumn toViewColumn() {
		return new ViewColumn(this.name, this.type, this.expression, this.statisticsTarget, this.compression,
				this.options, this.comment);
	}

	Attribute toAttribute() {
		return new Attribute(this.name, this.type, this.collation, this.comment);
	}

}
