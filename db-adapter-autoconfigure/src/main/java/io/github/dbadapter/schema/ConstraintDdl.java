package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes constraints of tables.
 *
 * @since 0.1.0
 */
public final class ConstraintDdl {

	private static final List<String> DEFERRABLE = List.of(" DEFERRABLE INITIALLY DEFERRED", " DEFERRABLE");

	private ConstraintDdl() {
	}

	/**
	 * Writes a constraint as {@code ADD} and {@code CREATE TABLE} take it.
	 * @param constraint the constraint
	 * @return name and definition
	 */
	public static String define(Constraint constraint) {
		return "CONSTRAINT " + DdlText.quoted(constraint.name()) + " " + definition(constraint);
	}

	/** Storage parameters go before deferrability. */
	private static String definition(Constraint constraint) {
		String index = (constraint.indexOptions().isEmpty() ? ""
				: " WITH " + DdlText.parameters(constraint.indexOptions()))
				+ ((constraint.indexTablespace() != null)
						? " USING INDEX TABLESPACE " + DdlText.quoted(constraint.indexTablespace()) : "");
		String definition = constraint.definition();
		if (index.isEmpty()) {
			return definition;
		}
		int where = (constraint.type() == Constraint.Type.EXCLUSION) ? whereClause(definition) : -1;
		String tail = (where >= 0) ? definition.substring(where)
				: DEFERRABLE.stream().filter(definition::endsWith).findFirst().orElse("");
		return definition.substring(0, definition.length() - tail.length()) + index + tail;
	}

	private static int whereClause(String definition) {
		return definition.lastIndexOf(" WHERE (");
	}

	/**
	 * Writes {@code ALTER TABLE … ADD CONSTRAINT}.
	 * @param table the table
	 * @param constraint the constraint
	 * @return the statement
	 */
	public static String add(Table table, Constraint constraint) {
		boolean recursive = table.partitionKey() != null && constraint.type() == Constraint.Type.FOREIGN_KEY;
		return (recursive ? "ALTER TABLE " + table.name().quoted() : TableDdl.alter(table)) + " ADD "
				+ define(constraint);
	}

	/**
	 * Writes what follows after a constraint exists: where its index is attached,
	 * clustering, comments.
	 * @param table the table
	 * @param constraint the constraint
	 * @return the statements, often none
	 */
	public static List<String> complete(Table table, Constraint constraint) {
		List<String> statements = new ArrayList<>(0);
		if (constraint.clustered()) {
			statements.add("ALTER TABLE " + table.name().quoted() + " CLUSTER ON " + DdlText.quoted(constraint.name()));
		}
		statements.addAll(
				CommentDdl.on("INDEX " + IndexDdl.name(table.name(), constraint.name()), constraint.indexComment()));
		statements
			.addAll(CommentDdl.on("CONSTRAINT " + DdlText.quoted(constraint.name()) + " ON " + table.name().quoted(),
					constraint.comment()));
		return statements;
	}

	static String attach(Table table, Constraint constraint) {
		return "ALTER INDEX " + Objects.requireNonNull(constraint.parent()).quoted() + " ATTACH PARTITION "
				+ IndexDdl.name(table.name(), constraint.name());
	}

}
