package io.github.dbadapter.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Writes columns.
 *
 * @since 0.1.0
 */
public final class ColumnDdl {

	private static final int LONGEST_NAME = 63;

	private ColumnDdl() {
	}

	/**
	 * Writes a column as {@code CREATE TABLE} and {@code ADD COLUMN} take it.
	 * @param table the table that has it
	 * @param column the column
	 * @return name, type, collation, default or generation, not null
	 */
	public static String define(Table table, Column column) {
		return define(table, column, true);
	}

	static String define(Table table, Column column, boolean withDefault) {
		return DdlText.quoted(column.name()) + " " + column.type() + attributes(table, column)
				+ constraints(table, column, withDefault);
	}

	private static String attributes(Table table, Column column) {
		String foreign = (table.foreign() != null && !column.foreignOptions().isEmpty())
				? " OPTIONS " + DdlText.foreignOptions(column.foreignOptions()) : "";
		return foreign + ((column.compression() != null) ? " COMPRESSION " + column.compression() : "")
				+ ((column.collation() != null) ? " COLLATE " + column.collation() : "");
	}

	static String constraints(Table table, Column column, boolean withDefault) {
		StringBuilder text = new StringBuilder();
		if (column.defaultExpression() != null && withDefault) {
			text.append(" DEFAULT ").append(column.defaultExpression());
		}
		if (column.generated() != null) {
			text.append(" GENERATED ALWAYS AS (")
				.append(column.generated().expression())
				.append(column.generated().stored() ? ") STORED" : ") VIRTUAL");
		}
		if (column.identity() != null) {
			text.append(identity(table, column, column.identity()));
		}
		if (column.notNull() && notNullIsWritten(table, column)) {
			text.append(notNull(column));
		}
		return text.toString();
	}

	private static boolean notNullIsWritten(Table table, Column column) {
		Column.NotNull notNull = column.notNullConstraint();
		return notNull == null || ((notNull.local() || table.partition() != null) && notNull.validated());
	}

	private static String notNull(Column column) {
		Column.NotNull notNull = column.notNullConstraint();
		if (notNull == null) {
			return " NOT NULL";
		}
		return ((notNull.name() != null) ? " CONSTRAINT " + DdlText.quoted(notNull.name()) : "") + " NOT NULL"
				+ (notNull.noInherit() ? " NO INHERIT" : "");
	}

	/**
	 * Writes the identity property.
	 * @param table the table
	 * @param column the column
	 * @param identity its identity property
	 * @return the text, with a leading space
	 */
	public static String identity(Table table, Column column, Identity identity) {
		List<String> options = new ArrayList<>(2);
		if (!isUsualSequence(table, column, identity.sequence())) {
			options.add("SEQUENCE NAME " + identity.sequence().quoted());
		}
		if (!SequenceDdl.areDefaults(identity.options())) {
			options.add(SequenceDdl.options(identity.options()));
		}
		return " GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY"
				+ (options.isEmpty() ? "" : " (" + String.join(" ", options) + ")");
	}

	private static boolean isUsualSequence(Table table, Column column, QualifiedName sequence) {
		String name = table.name().name().value() + "_" + column.name() + "_seq";
		return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
				&& sequence.equals(new QualifiedName(table.name().schema(), new Identifier(name)));
	}

	/**
	 * Writes what {@code CREATE TABLE} cannot say of a column: statistics target,
	 * options, a not-null constraint that is not validated, comments.
	 * @param table the table
	 * @param column the column
	 * @return the statements, often none
	 */
	public static List<String> complete(Table table, Column column) {
		List<String> statements = new ArrayList<>(0);
		String alter = TableDdl.alter(table) + " ALTER COLUMN " + DdlText.quoted(column.name());
		if (column.statisticsTarget() != null) {
			statements.add(alter + " SET STATISTICS " + column.statisticsTarget());
		}
		if (!column.options().isEmpty()) {
			statements.add(alter + " SET " + DdlText.parameters(column.options()));
		}
		Column.NotNull notNull = column.notNullConstraint();
		if (notNull != null && !notNull.validated() && notNull.local()) {
			statements.add(TableDdl.alter(table) + " ADD CONSTRAINT " + DdlText.quoted(name(table, column, notNull))
					+ " NOT NULL " + DdlText.quoted(column.name()) + (notNull.noInherit() ? " NO INHERIT" : "")
					+ " NOT VALID");
		}
		if (notNull != null) {
			statements.addAll(CommentDdl.on(
					"CONSTRAINT " + DdlText.quoted(name(table, column, notNull)) + " ON " + table.name().quoted(),
					notNull.comment()));
		}
		Identity identity = column.identity();
		if (identity != null) {
			statements.addAll(CommentDdl.on("SEQUENCE " + identity.sequence().quoted(), identity.comment()));
			if (identity.unlogged() != table.unlogged()) {
				statements.add("ALTER SEQUENCE " + identity.sequence().quoted() + " SET "
						+ (identity.unlogged() ? "UNLOGGED" : "LOGGED"));
			}
		}
		statements.addAll(CommentDdl.on("COLUMN " + table.name().quoted() + "." + DdlText.quoted(column.name()),
				column.comment()));
		return statements;
	}

	private static String name(Table table, Column column, Column.NotNull notNull) {
		return (notNull.name() != null) ? notNull.name()
				: table.name().name().value() + "_" + column.name() + "_not_null";
	}

}
