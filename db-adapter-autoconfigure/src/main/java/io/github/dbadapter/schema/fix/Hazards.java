package io.github.dbadapter.schema.fix;

import java.util.List;

import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Makes hazards, none for a table without rows.
 */
final class Hazards {

	private static final RemedyText ONLINE = RemedyText.format("%s does without", Remedy.ONLINE);

	private final Planning planning;

	Hazards(Planning planning) {
		this.planning = planning;
	}

	boolean none(QualifiedName table) {
		return this.planning.isEmpty(table);
	}

	@Nullable FixHazard dropTable(QualifiedName table) {
		return none(table) ? null : FixHazard.of(Hazard.DATA_LOSS, "%s of %s are lost".formatted(rows(table), table),
				RemedyText.format("without %s the table stays", Remedy.DROP_EXTRA));
	}

	@Nullable FixHazard dropColumn(QualifiedName table, String column) {
		if (none(table)) {
			return null;
		}
		DataCheck check = DataCheck.where(table, "r." + SqlText.quoted(column) + " IS NOT NULL");
		return FixHazard.checked(Hazard.DATA_LOSS, "the values of %s.%s are lost".formatted(table, column),
				RemedyText.format("without %s the column stays", Remedy.DROP_EXTRA), check);
	}

	FixHazard lossOf(QualifiedName table, String column, DataCheck check) {
		return FixHazard.checked(Hazard.DATA_LOSS,
				"values of %s.%s that the new type cannot hold exactly are changed".formatted(table, column),
				"add a column of the new type and convert in steps", check);
	}

	@Nullable FixHazard rewrite(QualifiedName table) {
		return none(table) ? null
				: FixHazard.of(Hazard.TABLE_REWRITE,
						"%s of %s are written anew, readers wait".formatted(size(table), table),
						"apply when nobody needs the table");
	}

	@Nullable FixHazard readersWait(QualifiedName table, String until, boolean online) {
		return none(table) ? null
				: FixHazard.of(Hazard.LOCKS_READS, "readers and writers of %s wait while %s".formatted(table, until),
						online ? ONLINE : RemedyText.of("apply when nobody needs the table"));
	}

	@Nullable FixHazard writersWait(QualifiedName table, String until, boolean online) {
		return none(table) ? null
				: FixHazard.of(Hazard.LOCKS_WRITES, "writers of %s wait while %s".formatted(table, until),
						online ? ONLINE : RemedyText.of("apply when nobody writes"));
	}

	@Nullable FixHazard mayFail(QualifiedName table, String what, String alternative, @Nullable DataCheck check) {
		return mayFail(table, what, RemedyText.of(alternative), check);
	}

	@Nullable FixHazard mayFail(QualifiedName table, String what, RemedyText alternative, @Nullable DataCheck check) {
		return none(table) ? null : new FixHazard(Hazard.MAY_FAIL_ON_DATA, what, alternative, check, null);
	}

	/** What a definition given by a person could do, as far as its words tell. */
	void ofDefinition(Step step, ObjectReference column, String definition) {
		QualifiedName table = column.name();
		List<SqlToken> tokens = SqlScript.tokens(definition);
		int value = -1;
		boolean mandatory = false;
		boolean key = false;
		for (int i = 0; i < tokens.size(); i++) {
			value = tokens.get(i).isWord("default", "generated") ? i : value;
			mandatory |= tokens.get(i).isWord("primary")
					|| (i > 0 && tokens.get(i).isWord("null") && tokens.get(i - 1).isWord("not"));
			key |= tokens.get(i).isWord("primary", "unique");
		}
		if (value >= 0 && Columns.isVolatile(definition.substring(tokens.get(value).end()))) {
			step.hazard(rewrite(table));
		}
		if (key) {
			step.hazard(readersWait(table, "the index is built", false));
		}
		if (mandatory && value < 0) {
			step.hazard(mayFail(table,
					"%s of %s would get NULL in %s, which is NOT NULL and has no default".formatted(rows(table), table,
							column.detail()),
					"a DEFAULT in its definition gives them a value", DataCheck.where(table, "true")));
		}
	}

	String rows(QualifiedName table) {
		DatabaseFacts.TableFacts facts = this.planning.facts().tables().get(table);
		return (facts != null) ? "about %,d rows".formatted(Math.max(facts.rows(), 1)) : "the rows";
	}

	private String size(QualifiedName table) {
		DatabaseFacts.TableFacts facts = this.planning.facts().tables().get(table);
		if (facts == null) {
			return "the rows";
		}
		long bytes = facts.bytes();
		return (bytes >= 10L << 20) ? "%,d MB".formatted(bytes >> 20) : "%,d kB".formatted(Math.max(bytes >> 10, 1));
	}

}
