package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes views and materialized views.
 *
 * @since 0.1.0
 */
public final class ViewDdl {

	private ViewDdl() {
	}

	/**
	 * Writes a view with its comments, without its indexes, triggers and rules. A
	 * materialized one is left without data.
	 * @param view the view
	 * @return the statements
	 */
	public static List<String> create(View view) {
		List<String> statements = new ArrayList<>();
		statements.add("CREATE " + (view.materialized() ? "MATERIALIZED VIEW " : "VIEW ") + view.name().quoted()
				+ ((view.accessMethod() != null) ? "\nUSING " + DdlText.quoted(view.accessMethod()) : "")
				+ (view.options().isEmpty() ? "" : "\nWITH " + DdlText.parameters(view.options()))
				+ ((view.tablespace() != null) ? "\nTABLESPACE " + DdlText.quoted(view.tablespace()) : "") + " AS\n"
				+ view.definition() + (view.materialized() ? "\nWITH NO DATA" : ""));
		String alter = "ALTER " + (view.materialized() ? "MATERIALIZED VIEW " : "VIEW ") + view.name().quoted()
				+ " ALTER COLUMN ";
		for (View.ViewColumn column : view.columns()) {
			String of = alter + DdlText.quoted(column.name());
			if (column.defaultExpression() != null) {
				statements.add(of + " SET DEFAULT " + column.defaultExpression());
			}
			if (column.statisticsTarget() != null) {
				statements.add(of + " SET STATISTICS " + column.statisticsTarget());
			}
			if (column.compression() != null) {
				statements.add(of + " SET COMPRESSION " + column.compression());
			}
			if (!column.options().isEmpty()) {
				statements.add(of + " SET " + DdlText.parameters(column.options()));
			}
		}
		statements.addAll(CommentDdl.of(view));
		for (View.ViewColumn column : view.columns()) {
			statements.addAll(CommentDdl.on("COLUMN " + view.name().quoted() + "." + DdlText.quoted(column.name()),
					column.comment()));
		}
		return statements;
	}

}
