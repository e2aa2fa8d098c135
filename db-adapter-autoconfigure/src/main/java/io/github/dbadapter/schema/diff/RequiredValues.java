package io.github.dbadapter.schema.diff;

import java.util.List;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Tells for which columns an insert must give a value.
 */
final class RequiredValues {

	private final List<QualifiedName> domains;

	RequiredValues(DatabaseSchema schema) {
		this.domains = schema.objects(DomainType.class)
			.filter((domain) -> domain.notNull() && domain.defaultExpression() == null)
			.map(DomainType::name)
			.toList();
	}

	boolean mustBeGiven(Column column) {
		if (column.defaultExpression() != null || column.identity() != null || column.generated() != null) {
			return false;
		}
		return column.notNull() || this.domains.stream().anyMatch((domain) -> TypeWidth.names(column.type(), domain));
	}

}
