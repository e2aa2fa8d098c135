package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Generated;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.Policy;
import io.github.dbadapter.schema.Statistics;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.Trigger;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Tables as PostgreSQL shows them after one rename. Where an expression may name the same
 * thing in another way, the comparison afterwards tells, and nothing is committed.
 */
record RenamedModel(RenameHint hint) {

	Table table(Table table) {
		boolean own = table.name().equals(old()) || table.name().equals(this.hint.table());
		List<Column> columns = table.columns().stream().map((column) -> own ? column(column) : column).toList();
		List<Constraint> constraints = table.constraints()
			.stream()
			.map((constraint) -> constraint(constraint, own))
			.toList();
		List<Index> indexes = own ? table.indexes().stream().map(this::index).toList() : table.indexes();
		List<Trigger> triggers = own ? table.triggers().stream().map(this::trigger).toList() : table.triggers();
		List<Policy> policies = own ? table.policies().stream().map(this::policy).toList() : table.policies();
		List<Statistics> statistics = own ? table.statistics().stream().map(this::statistics).toList()
				: table.statistics();
		Table.Partition partition = (table.partition() == null) ? null
				: new Table.Partition(name(table.partition().parent()), table.partition().bound());
		return new Table(name(table.name()), columns, constraints, indexes, triggers, policies, table.rules(),
				statistics, own ? text(table.partitionKey()) : table.partitionKey(), partition,
				table.inherits().stream().map(this::name).toList(), table.ofType(), table.unlogged(),
				table.rowSecurity(), table.forceRowSecurity(), table.replicaIdentity(), table.accessMethod(),
				table.tablespace(), table.options(), table.foreign(), table.comment());
	}

	private QualifiedName old() {
		return (this.hint.to() == null) ? Renaming.sibling(this.hint.table(), this.hint.from()) : this.hint.table();
	}

	private QualifiedName name(QualifiedName name) {
		return (this.hint.to() == null && name.equals(old())) ? this.hint.table() : name;
	}

	private String column(String name) {
		return (this.hint.to() != null && name.equals(this.hint.from())) ? this.hint.to() : name;
	}

	private Column column(Column column) {
		Generated generated = column.generated();
		return new Column(column(column.name()), column.type(), column.collation(), column.notNull(),
				column.notNullConstraint(), column.defaultExpression(), column.identity(),
				(generated == null) ? null
						: new Generated(Objects.requireNonNull(text(generated.expression())), generated.stored()),
				column.local(), column.statisticsTarget(), column.compression(), column.options(),
				column.foreignOptions(), column.comment());
	}

	private Constraint constraint(Constraint constraint, boolean own) {
		boolean refers = constraint.references() != null && constraint.references().equals(old());
		boolean foreign = constraint.type() == Constraint.Type.FOREIGN_KEY;
		String definition = foreign ? foreignKey(constraint, own, refers)
				: own ? Objects.requireNonNull(text(constraint.definition())) : constraint.definition();
		return new Constraint(constraint.name(), constraint.type(), definition,
				own ? columns(constraint.columns()) : constraint.columns(),
				(constraint.references() != null) ? name(constraint.references()) : null,
				refers ? columns(constraint.referencedColumns()) : constraint.referencedColumns(),
				constraint.validated(), constraint.local(), constraint.clustered(), constraint.parent(),
				constraint.indexOptions(), constraint.indexTablespace(), constraint.indexComment(),
				constraint.comment());
	}

	/** Columns of the table itself stand before the referenced table, others behind. */
	private String foreignKey(Constraint constraint, boolean own, boolean refers) {
		String definition = constraint.definition();
		int at = definition.indexOf(" REFERENCES ");
		String head = definition.substring(0, at);
		String tail = definition.substring(at);
		if (this.hint.to() == null) {
			return refers ? head + rendered(tail, this.hint.from(), this.hint.table().name().value()) : definition;
		}
		return (own ? Objects.requireNonNull(text(head)) : head) + (refers ? text(tail) : tail);
	}

	private List<String> columns(List<String> columns) {
		return columns.stream().map(this::column).toList();
	}

	private Index index(Index index) {
		return new Index(index.name(), index.unique(), Objects.requireNonNull(text(index.definition())),
				columns(index.columns()), index.hasExpressions(), index.valid(), index.clustered(), index.parent(),
				index.statisticsTargets(), index.tablespace(), index.comment());
	}

	private Trigger trigger(Trigger trigger) {
		String definition = (this.hint.to() != null) ? Objects.requireNonNull(text(trigger.definition()))
				: rendered(trigger.definition(), this.hint.from(), this.hint.table().name().value());
		return new Trigger(trigger.name(), definition, trigger.firing(), trigger.inherited(), trigger.comment());
	}

	private Policy policy(Policy policy) {
		return new Policy(policy.name(), policy.permissive(), policy.command(), policy.roles(), text(policy.using()),
				text(policy.check()), policy.comment());
	}

	private Statistics statistics(Statistics statistics) {
		String definition = (this.hint.to() != null) ? Objects.requireNonNull(text(statistics.definition()))
				: rendered(statistics.definition(), this.hint.from(), this.hint.table().name().value());
		return new Statistics(statistics.name(), definition, statistics.target(), statistics.comment());
	}

	private @Nullable String text(@Nullable String text) {
		return (text == null || this.hint.to() == null) ? text : rendered(text, this.hint.from(), this.hint.to());
	}

	/** Replaces an identifier by another, quoted only where PostgreSQL would. */
	static String rendered(String text, String from, String to) {
		List<SqlToken> tokens = new ArrayList<>(SqlScript.tokens(text));
		StringBuilder result = new StringBuilder(text);
		for (int i = tokens.size() - 1; i >= 0; i--) {
			SqlToken token = tokens.get(i);
			if (token.isIdentifier() && token.value().equals(from)) {
				result.replace(token.start(), token.end(), to.matches("[a-z_][a-z0-9_$]*") ? to : SqlText.quoted(to));
			}
		}
		return result.toString();
	}

}
