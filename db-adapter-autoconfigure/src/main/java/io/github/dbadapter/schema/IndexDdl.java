package io.github.dbadapter.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Writes indexes that no constraint owns.
 *
 * @since 0.1.0
 */
public final class IndexDdl {

	private static final String WHERE = " WHERE ";

	private IndexDdl() {
	}

	/**
	 * Returns the qualified and quoted name of an index, which is in the schema of its
	 * relation.
	 * @param relation the relation
	 * @param index name of the index
	 * @return the quoted name
	 */
	public static String name(QualifiedName relation, String index) {
		return new QualifiedName(relation.schema(), new Identifier(index)).quoted();
	}

	/**
	 * Writes {@code CREATE INDEX}.
	 * @param relation table or materialized view
	 * @param index the index
	 * @param concurrently whether without blocking writers
	 * @param only whether on a partitioned table alone, its partitions' indexes being
	 * attached later
	 * @return the statement
	 */
	public static String create(QualifiedName relation, Index index, boolean concurrently, boolean only) {
		return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + (concurrently ? "CONCURRENTLY " : "")
				+ DdlText.quoted(index.name()) + " ON " + (only ? "ONLY " : "") + relation.quoted() + " "
				+ definition(index);
	}

	/** The tablespace goes before the predicate. */
	private static String definition(Index index) {
		if (index.tablespace() == null) {
			return index.definition();
		}
		String tablespace = " TABLESPACE " + DdlText.quoted(index.tablespace());
		int where = predicate(index.definition());
		return index.definition().substring(0, where) + tablespace + index.definition().substring(where);
	}

	/** The predicate is the first WHERE outside of parentheses and quotes. */
	private static int predicate(String definition) {
		int depth = 0;
		char quote = 0;
		for (int at = 0; at < definition.length(); at++) {
			char character = definition.charAt(at);
			if (quote != 0) {
				quote = (character == quote) ? 0 : quote;
			}
			else if (character == '\'' || character == '"') {
				quote = character;
			}
			else if (character == '(') {
				depth++;
			}
			else if (character == ')') {
				depth--;
			}
			else if (depth == 0 && definition.startsWith(WHERE, at)) {
				return at;
			}
		}
		return definition.length();
	}

	/**
	 * Writes what {@code CREATE INDEX} cannot say: statistics targets, clustering,
	 * comment.
	 * @param relation table or materialized view
	 * @param index the index
	 * @return the statements, often none
	 */
	public static List<String> complete(QualifiedName relation, Index index) {
		List<String> statements = new ArrayList<>(0);
		String name = name(relation, index.name());
		new TreeMap<>(index.statisticsTargets()).forEach((number, target) -> statements
			.add("ALTER INDEX " + name + " ALTER COLUMN " + number + " SET STATISTICS " + target));
		if (index.clustered()) {
			statements.add("ALTER TABLE " + relation.quoted() + " CLUSTER ON " + DdlText.quoted(index.name()));
		}
		statements.addAll(CommentDdl.on("INDEX " + name, index.comment()));
		return statements;
	}

	static String attach(QualifiedName relation, Index index) {
		return "ALTER INDEX " + Objects.requireNonNull(index.parent()).quoted() + " ATTACH PARTITION "
				+ name(relation, index.name());
	}

}
