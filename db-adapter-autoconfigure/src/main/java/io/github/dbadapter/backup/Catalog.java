package io.github.dbadapter.backup;

import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The user's tables of one database, in name order.
 *
 * @param defaultSchema schema whose tables go by their bare names
 * @param tables all tables but partitions, members of extensions and system tables
 */
record Catalog(String defaultSchema, List<CatalogTable> tables) {

	Catalog {
		tables = List.copyOf(tables);
	}

	/** Finds a table by bare or qualified name, with quotes or without. */
	@Nullable CatalogTable find(String name) {
		CatalogTable byKey = this.tables.stream()
			.filter((table) -> table.key().equals(name) || table.name().toString().equals(name))
			.findFirst()
			.orElse(null);
		if (byKey != null) {
			return byKey;
		}
		CatalogTable byName = find(QualifiedName.of(this.defaultSchema, name));
		return (byName != null || name.indexOf('"') < 0) ? byName : findQuoted(name);
	}

	private @Nullable CatalogTable findQuoted(String name) {
		try {
			QualifiedName parsed = QualifiedName.parse(name);
			return find((parsed.schema() != null) ? parsed
					: new QualifiedName(new Identifier(this.defaultSchema), parsed.name()));
		}
		catch (InvalidInputException ex) {
			return null;
		}
	}

	@Nullable CatalogTable find(QualifiedName name) {
		return this.tables.stream().filter((table) -> table.name().equals(name)).findFirst().orElse(null);
	}

	@Nullable CatalogTable find(long oid) {
		return this.tables.stream().filter((table) -> table.oid() == oid).findFirst().orElse(null);
	}

	/** Returns the name under which a table stands in a file. */
	static String key(String schema, String name, String defaultSchema) {
		if (schema.equals(defaultSchema) && !name.equals("metadata")) {
			return part(name);
		}
		return part(schema) + "." + part(name);
	}

	/** A part with a dot or quote needs quoting, so that the key can be read back. */
	private static String part(String name) {
		return (name.indexOf('.') < 0 && name.indexOf('"') < 0) ? name : '"' + name.replace("\"", "\"\"") + '"';
	}

}
