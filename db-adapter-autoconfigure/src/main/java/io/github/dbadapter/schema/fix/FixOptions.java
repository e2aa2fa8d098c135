package io.github.dbadapter.schema.fix;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.sql.QualifiedName;

/**
 * What a plan may do.
 *
 * @param dropExtra whether what was not expected is dropped
 * @param recreate tables that are written anew, with their rows
 * @param fill SQL expressions for the rows of a column that must not be null, by column
 * @param renames what is renamed rather than dropped and added
 * @param columnDefs what follows the name of a column in {@code ADD COLUMN}, for columns
 * whose definition the expected schema does not hold
 * @param online whether what PostgreSQL can do without blocking is done outside of the
 * transaction
 * @since 0.1.0
 */
public record FixOptions(boolean dropExtra, SortedSet<QualifiedName> recreate, Map<ObjectReference, String> fill,
		Set<RenameHint> renames, Map<ObjectReference, String> columnDefs, boolean online) {

	private static final FixOptions DEFAULTS = new FixOptions(false, Collections.emptySortedSet(), Map.of(), Set.of(),
			Map.of(), false);

	public FixOptions {
		recreate = Collections.unmodifiableSortedSet(new TreeSet<>(recreate));
		fill = Collections.unmodifiableMap(new TreeMap<>(fill));
		renames = Collections.unmodifiableSet(new TreeSet<>(renames));
		columnDefs = Collections.unmodifiableMap(new TreeMap<>(columnDefs));
	}

	public static FixOptions defaults() {
		return DEFAULTS;
	}

	public FixOptions withDropExtra(boolean dropExtra) {
		return new FixOptions(dropExtra, this.recreate, this.fill, this.renames, this.columnDefs, this.online);
	}

	public FixOptions withRecreate(Set<QualifiedName> recreate) {
		return new FixOptions(this.dropExtra, new TreeSet<>(recreate), this.fill, this.renames, this.columnDefs,
				this.online);
	}

	public FixOptions withFill(Map<ObjectReference, String> fill) {
		return new FixOptions(this.dropExtra, this.recreate, fill, this.renames, this.columnDefs, this.online);
	}

	public FixOptions withRenames(Set<RenameHint> renames) {
		return new FixOptions(this.dropExtra, this.recreate, this.fill, renames, this.columnDefs, this.online);
	}

	public FixOptions withColumnDefs(Map<ObjectReference, String> columnDefs) {
		return new FixOptions(this.dropExtra, this.recreate, this.fill, this.renames, columnDefs, this.online);
	}

	public FixOptions withOnline(boolean online) {
		return new FixOptions(this.dropExtra, this.recreate, this.fill, this.renames, this.columnDefs, online);
	}

}
