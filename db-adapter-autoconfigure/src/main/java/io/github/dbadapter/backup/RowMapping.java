package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a restored table become, as SQL over the staged row {@code s} and,
 * later, its map {@code m}.
 */
final class RowMapping {

	private final RestoreTable table;

	private final @Nullable String owner;

	private final List<MappedReference> references = new ArrayList<>();

	private final Map<Identifier, MappedReference> mapped = new LinkedHashMap<>();

	/**
	 * Creates the mapping.
	 * @param table the table
	 * @param unit the tables restored together with it, itself included
	 * @param plan all tables
	 * @param remapOwner whether every row gets the owner of the transaction's setting
	 */
	RowMapping(RestoreTable table, List<RestoreTable> unit, RestorePlan plan, boolean remapOwner) {
		this.table = table;
		Identifier column = table.plan().owner();
		this.owner = (remapOwner && column != null)
				? "pg_catalog.current_setting('%s')::%s".formatted(BackupQueries.OWNER, table.type(column)) : null;
		for (Reference reference : table.plan().references()) {
			boolean staged = reference.columns().stream().allMatch(table::isStaged);
			boolean owned = this.owner != null && reference.columns().equals(List.of(column));
			if (staged && !owned) {
				RestoreTable source = plan.find(reference.target());
				boolean usable = source != null && !source.plan().identity().isEmpty();
				this.references.add(new MappedReference(this.references.size(), reference, usable ? source : null,
						usable && unit.contains(source)));
			}
		}
		this.references.stream()
			.filter((reference) -> reference.isRemapped() || reference.reference().optional())
			.sorted(Comparator.comparing((MappedReference reference) -> !reference.isRemapped())
				.thenComparing((reference) -> !reference.reference().equals(table.plan().parent()))
				.thenComparingInt((reference) -> reference.reference().columns().size()))
			.forEach((reference) -> reference.reference()
				.columns()
				.stream()
				.filter((name) -> this.owner == null || !name.equals(column))
				.forEach((name) -> this.mapped.putIfAbsent(name, reference)));
	}

	/** References to tables that are done before this one. */
	List<MappedReference> outer() {
		return this.references.stream().filter((reference) -> !reference.inUnit()).toList();
	}

	/** References into the unit of the table. */
	List<MappedReference> inner() {
		return this.references.stream().filter(MappedReference::inUnit).toList();
	}

	boolean isInner(Identifier column) {
		MappedReference reference = this.mapped.get(column);
		return reference != null && reference.inUnit();
	}

	boolean isRemapped(Identifier column) {
		MappedReference reference = this.mapped.get(column);
		return reference != null && reference.isRemapped();
	}

	/** Whether no row can have NULL in its natural key. */
	boolean neverNull() {
		return this.table.table().isNeverNull(this.table.plan().naturalKey());
	}

	@Nullable MappedReference parent() {
		return this.references.stream()
			.filter((reference) -> reference.reference().equals(this.table.plan().parent()))
			.findFirst()
			.orElse(null);
	}

	/** Columns that the map holds besides the key, in order. */
	List<Identifier> mappedColumns() {
		return this.mapped.keySet().stream().filter((name) -> !this.table.plan().identity().contains(name)).toList();
	}

	/**
	 * The value of a column while the map is made, over {@code s} and the joined outer
	 * references; what refers into the unit stays as it is until the unit's keys are
	 * known.
	 */
	String wanted(Identifier column) {
		if (this.owner != null && column.equals(this.table.plan().owner())) {
			return this.owner;
		}
		MappedReference reference = this.mapped.get(column);
		return (reference != null && !reference.inUnit()) ? reference.value(this.table, column)
				: this.table.staged(column);
	}

	/** The final value of a column, over {@code s} and {@code m}. */
	String value(Identifier column) {
		int key = this.table.plan().identity().indexOf(column);
		if (key >= 0) {
			return "m.n" + key;
		}
		int index = mappedColumns().indexOf(column);
		if (index >= 0) {
			return "m.f" + index;
		}
		return (this.owner != null && column.equals(this.table.plan().owner())) ? this.owner
				: this.table.staged(column);
	}

	/** The owner that every row gets, {@code null} if rows keep theirs. */
	@Nullable String owner() {
		return this.owner;
	}

	boolean remapsOwner() {
		return this.owner != null;
	}

	/** Columns that an insert names. */
	List<Identifier> insertedColumns() {
		List<Identifier> columns = new ArrayList<>(this.table.columns().stream().map(CatalogColumn::name).toList());
		Identifier owned = this.table.plan().owner();
		if (this.owner != null && owned != null && !columns.contains(owned)) {
			columns.add(owned);
		}
		Identifier generated = generatedKey();
		if (generated != null && !columns.contains(generated)) {
			columns.add(generated);
		}
		return columns;
	}

	/** Column of the key for which new values can be made, {@code null} for none. */
	@Nullable Identifier generatedKey() {
		for (Identifier name : this.table.plan().identity()) {
			CatalogColumn column = this.table.table().column(name);
			boolean owned = this.owner != null && name.equals(this.table.plan().owner());
			if (column != null && column.isGeneratable() && !owned && !this.mapped.containsKey(name)) {
				return name;
			}
		}
		return null;
	}

}
