package io.github.dbadapter.schema.diff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What the actual side calls the indexes and sequences that the expected side calls
 * otherwise, so that what refers to them is not reported as well.
 */
final class Renames {

	private final Map<QualifiedName, QualifiedName> indexes = new HashMap<>();

	private final Map<QualifiedName, QualifiedName> sequences = new HashMap<>();

	void addIndexes(List<TableMatch> tables) {
		for (TableMatch match : tables) {
			for (Matching.Pair<Index> pair : match.indexes().pairs()) {
				addIndex(match.tables(), pair.expected().name(), pair.actual().name());
			}
			for (Matching.Pair<Constraint> pair : match.constraints().pairs()) {
				addIndex(match.tables(), pair.expected().name(), pair.actual().name());
			}
		}
	}

	private void addIndex(Matching.Pair<Table> tables, String expected, String actual) {
		if (!expected.equals(actual)) {
			this.indexes.put(inSchemaOf(tables.expected(), expected), inSchemaOf(tables.actual(), actual));
		}
	}

	void addSequence(Sequence expected, Sequence actual) {
		if (!expected.name().equals(actual.name())) {
			this.sequences.put(expected.name(), actual.name());
		}
	}

	@Nullable QualifiedName index(@Nullable QualifiedName expected) {
		return (expected != null) ? this.indexes.getOrDefault(expected, expected) : null;
	}

	String replicaIdentity(Table expected) {
		for (Map.Entry<QualifiedName, QualifiedName> entry : this.indexes.entrySet()) {
			if (expected.replicaIdentity().equals("USING INDEX " + entry.getKey().name().quoted())
					&& Objects.equals(entry.getKey().schema(), expected.name().schema())) {
				return "USING INDEX " + entry.getValue().name().quoted();
			}
		}
		return expected.replicaIdentity();
	}

	@Nullable String expression(@Nullable String expected) {
		return (expected == null || this.sequences.isEmpty()) ? expected
				: DefinitionText.renameRelations(expected, (name) -> this.sequences.getOrDefault(name, name));
	}

	private static QualifiedName inSchemaOf(Table table, String name) {
		return new QualifiedName(table.name().schema(), new Identifier(name));
	}

}
