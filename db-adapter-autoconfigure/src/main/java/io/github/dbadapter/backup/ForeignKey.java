package io.github.dbadapter.backup;

import java.util.List;

import org.springframework.util.Assert;

/**
 * A reference from a table of a {@link BackupSchema} to another table.
 *
 * @param table name of the referenced table, as of {@link TableDef#name()}
 * @param fields referencing columns, at least one, in the order of the referenced key
 * @since 0.1.0
 */
public record ForeignKey(String table, List<String> fields) {

	public ForeignKey {
		Assert.hasText(table, "'table' must not be empty");
		Assert.notEmpty(fields, "'fields' must not be empty");
		fields = List.copyOf(fields);
	}

	public ForeignKey(String table, String field) {
		this(table, List.of(field));
	}

}
