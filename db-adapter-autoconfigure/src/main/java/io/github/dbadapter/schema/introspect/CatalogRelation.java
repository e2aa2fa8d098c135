package io.github.dbadapter.schema.introspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Policy;
import io.github.dbadapter.schema.Rule;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Statistics;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.Trigger;
import io.github.dbadapter.schema.View;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pg_class} and what the queries after it find of its parts.
 */
final class CatalogRelation {

	final long oid;

	final QualifiedName name;

	/** As of {@code relkind}. */
	final char kind;

	/** Whether it is left out of the model: excluded, or an extension's. */
	final boolean hidden;

	boolean unlogged;

	boolean rowSecurity;

	boolean forceRowSecurity;

	String replicaIdentity = "DEFAULT";

	@Nullable String accessMethod;

	@Nullable String tablespace;

	Map<String, String> options = Map.of();

	@Nullable String ofType;

	@Nullable String partitionKey;

	@Nullable String partitionBound;

	@Nullable String viewDefinition;

	Table.@Nullable Foreign foreign;

	@Nullable String comment;

	final List<QualifiedName> parents = new ArrayList<>(0);

	final List<CatalogColumn> columns = new ArrayList<>();

	final List<Constraint> constraints = new ArrayList<>();

	final List<CatalogIndex> indexes = new ArrayList<>();

	final List<Trigger> triggers = new ArrayList<>(0);

	final List<Policy> policies = new ArrayList<>(0);

	final List<Rule> rules = new ArrayList<>(0);

	final List<Statistics> statistics = new ArrayList<>(0);

	private String[] columnNames = new String[16];

	CatalogRelation(long oid, QualifiedName name, char kind, boolean hidden) {
		this.oid = oid;
		this.name = name;
		this.kind = kind;
		this.hidden = hidden;
	}

	void nameColumn(int number, String name) {
		if (number >= this.columnNames.length) {
			this.columnNames = java.util.Arrays.copyOf(this.columnNames, Math.max(number + 1, number * 2));
		}
		this.columnNames[number] = name;
	}

	@Nullable String columnName(int number) {
		return (number > 0 && number < this.columnNames.length) ? this.columnNames[number] : null;
	}

	/**
	 * Returns the names of those of the numbered columns that are plain ones; a number of
	 * zero is an expression.
	 */
	List<String> columnNames(int[] numbers) {
		List<String> names = new ArrayList<>(numbers.length);
		for (int number : numbers) {
			String name = columnName(number);
			if (name != null) {
				names.add(name);
			}
		}
		return names;
	}

	boolean isPartition() {
		return this.partitionBound != null;
	}

	boolean isTable() {
		return this.kind == 'r' || this.kind == 'p' || this.kind == 'f';
	}

	boolean isView() {
		return this.kind == 'v' || this.kind == 'm';
	}

	ObjectReference reference() {
		return ObjectReference.of(objectKind(), this.name);
	}

	ObjectReference reference(ObjectKind part, String name) {
		return new ObjectReference(part, this.name, name);
	}

	private ObjectKind objectKind() {
		return switch (this.kind) {
			case 'v' -> ObjectKind.VIEW;
			case 'm' -> ObjectKind.MATERIALIZED_VIEW;
			case 'S' -> ObjectKind.SEQUENCE;
			case 'c' -> ObjectKind.COMPOSITE_TYPE;
			default -> ObjectKind.TABLE;
		};
	}

	SchemaObject toObject(Catalog catalog) {
		this.columns.sort(Comparator.comparingInt(CatalogColumn::number));
		this.constraints.sort(Comparator.comparing(Constraint::name));
		this.triggers.sort(Comparator.comparing(Trigger::name));
		this.policies.sort(Comparator.comparing(Policy::name));
		this.rules.sort(Comparator.comparing(Rule::name));
		this.statistics.sort(Comparator.comparing(Statistics::name));
		List<Index> indexes = this.indexes.stream()
			.filter((index) -> index.definition() != null)
			.map(catalog.indexes()::toIndex)
			.sorted(Comparator.comparing(Index::name))
			.toList();
		if (isTable()) {
			return toTable(indexes);
		}
		return isView() ? toView(indexes) : new CompositeType(this.name,
				this.columns.stream().map(CatalogColumn::toAttribute).toList(), this.comment);
	}

	private Table toTable(List<Index> indexes) {
		Table.Partition partition = (this.partitionBound != null)
				? new Table.Partition(this.parents.get(0), this.partitionBound) : null;
		return new Table(this.name, this.columns.stream().map(CatalogColumn::toColumn).toList(), this.constraints,
				indexes, this.triggers, this.policies, this.rules, this.statistics, this.partitionKey, partition,
				(partition != null) ? List.of() : this.parents, this.ofType, this.unlogged, this.rowSecurity,
				this.forceRowSecurity, this.replicaIdentity, this.accessMethod, this.tablespace, this.options,
				this.foreign, this.comment);
	}

	private View toView(List<Index> indexes) {
		return new View(this.kind == 'm', this.name, withoutSemicolon(Objects.requireNonNull(this.viewDefinition)),
				this.columns.stream().map(CatalogColumn::toViewColumn).toList(), this.options, indexes, this.triggers,
				this.rules, this.statistics, this.accessMethod, this.tablespace, this.comment);
	}

	static String withoutSemicolon(String sql) {
		String stripped = sql.strip();
		return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
	}

}
