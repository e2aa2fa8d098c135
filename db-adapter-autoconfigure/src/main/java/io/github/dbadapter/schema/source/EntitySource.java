package io.github.dbadapter.schema.source;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.dbadapter.sql.QualifiedName;
import org.springframework.data.mapping.context.MappingContext;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.data.relational.core.mapping.RelationalPersistentProperty;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.data.relational.core.sql.SqlIdentifier;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;

/**
 * The tables and columns that the application's {@code @Table} entities are mapped to.
 *
 * @since 0.1.0
 */
public final class EntitySource implements ExpectedSchemaSource {

	private static final String DESCRIPTION = "@Table entities";

	private final MappingContext<? extends RelationalPersistentEntity<?>, ? extends RelationalPersistentProperty> mapping;

	/**
	 * Creates a source.
	 * @param mapping the application's mapping context, which knows its entities
	 */
	public EntitySource(
			MappingContext<? extends RelationalPersistentEntity<?>, ? extends RelationalPersistentProperty> mapping) {
		this.mapping = mapping;
	}

	@Override
	public String description() {
		return DESCRIPTION;
	}

	@Override
	public Mono<ExpectedSchema> load(SchemaScratch scratch) {
		return Mono.fromSupplier(() -> ExpectedSchema.ofColumns(DESCRIPTION, columns()));
	}

	private Map<String, Set<String>> columns() {
		Map<String, Set<String>> tables = new TreeMap<>();
		for (RelationalPersistentEntity<?> entity : this.mapping.getPersistentEntities()) {
			Table table = entity.findAnnotation(Table.class);
			if (table != null) {
				Set<String> columns = tables.computeIfAbsent(table(entity, table), (name) -> new TreeSet<>());
				collect(entity, "", columns);
			}
		}
		return tables;
	}

	private static String table(RelationalPersistentEntity<?> entity, Table table) {
		String schema = StringUtils.hasText(table.schema()) ? table.schema() : null;
		return QualifiedName.of(schema, name(entity.getTableName())).quoted();
	}

	private void collect(RelationalPersistentEntity<?> entity, String prefix, Set<String> columns) {
		for (RelationalPersistentProperty property : entity) {
			if (property.isTransient()) {
				continue;
			}
			if (property.isEmbedded()) {
				RelationalPersistentEntity<?> embedded = this.mapping
					.getRequiredPersistentEntity(property.getActualType());
				collect(embedded, prefix + property.getEmbeddedPrefix(), columns);
			}
			else {
				columns.add(prefix + name(property.getColumnName()));
			}
		}
	}

	/** What is not quoted in the statements is folded by the server. */
	private static String name(SqlIdentifier identifier) {
		String written = identifier.toSql(IdentifierProcessing.ANSI);
		return written.startsWith("\"") ? identifier.getReference() : written.toLowerCase(Locale.ROOT);
	}

}
