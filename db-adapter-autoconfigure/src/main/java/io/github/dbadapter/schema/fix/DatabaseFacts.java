package io.github.dbadapter.schema.fix;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What a plan depends on besides the schema: whether tables hold rows, and whose the
 * objects are.
 *
 * @param tables rows and sizes by table; one that is not here is taken to hold rows
 * @param rights owner and grants by object, only where they are not what a new object
 * would get
 * @param publications names of publications that list a table by itself, by table
 * @param unpopulated materialized views without data
 * @param outside what depends on an object and is not compared, by object
 * @param bodies bodies of routines by schema, name and arguments
 * @since 0.1.0
 */
public record DatabaseFacts(SortedMap<QualifiedName, TableFacts> tables, SortedMap<ObjectReference, Rights> rights,
		SortedMap<QualifiedName, List<Membership>> publications, Set<QualifiedName> unpopulated,
		SortedMap<ObjectReference, List<Outside>> outside, SortedMap<String, String> bodies) {

	private static final DatabaseFacts NONE = new DatabaseFacts(Collections.emptySortedMap(),
			Collections.emptySortedMap(), Collections.emptySortedMap(), Set.of(), Collections.emptySortedMap(),
			Collections.emptySortedMap());

	public DatabaseFacts {
		tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
		rights = Collections.unmodifiableSortedMap(new TreeMap<>(rights));
		publications = Collections.unmodifiableSortedMap(new TreeMap<>(publications));
		unpopulated = Set.copyOf(unpopulated);
		outside = Collections.unmodifiableSortedMap(new TreeMap<>(outside));
		bodies = Collections.unmodifiableSortedMap(new TreeMap<>(bodies));
	}

	/**
	 * Nothing is known: every table is taken to hold rows.
	 * @return no facts
	 */
	public static DatabaseFacts none() {
		return NONE;
	}

	public DatabaseFacts withTables(Map<QualifiedName, TableFacts> tables) {
		return new DatabaseFacts(new TreeMap<>(tables), this.rights, this.publications, this.unpopulated, this.outside,
				this.bodies);
	}

	/** The facts under the new names of tables and columns. */
	DatabaseFacts renamed(List<RenameHint> renames) {
		SortedMap<QualifiedName, TableFacts> named = new TreeMap<>(this.tables);
		SortedMap<ObjectReference, Rights> owned = new TreeMap<>(this.rights);
		SortedMap<QualifiedName, List<Membership>> published = new TreeMap<>(this.publications);
		SortedMap<ObjectReference, List<Outside>> dependents = new TreeMap<>(this.outside);
		for (RenameHint hint : renames) {
			UnaryOperator<ObjectReference> references = Renaming.references(hint);
			SortedMap<ObjectReference, Rights> moved = new TreeMap<>();
			owned.forEach((object, rights) -> moved.put(references.apply(object), rights));
			owned = moved;
			SortedMap<ObjectReference, List<Outside>> followed = new TreeMap<>();
			dependents.forEach((object, ofObject) -> followed.put(references.apply(object), ofObject));
			dependents = followed;
			QualifiedName from = (hint.to() == null) ? Renaming.sibling(hint.table(), hint.from()) : hint.table();
			TableFacts facts = named.remove(from);
			if (facts != null) {
				named.put(hint.table(), facts);
			}
			List<Membership> memberships = published.remove(from);
			if (memberships != null) {
				published.put(hint.table(),
						memberships.stream().map((membership) -> membership.renamed(hint, from)).toList());
			}
		}
		return new DatabaseFacts(named, owned, published, this.unpopulated, dependents, this.bodies);
	}

	boolean isEmpty(QualifiedName table) {
		TableFacts facts = this.tables.get(table);
		return facts != null && facts.empty();
	}

	/**
	 * Rows and size of a table.
	 *
	 * @param empty whether it holds no row, its partitions and children included
	 * @param rows estimated number of rows
	 * @param bytes size with indexes
	 */
	public record TableFacts(boolean empty, long rows, long bytes) {

	}

	/**
	 * Whose an object is.
	 *
	 * @param owner quoted role, {@code null} when it is the one that would own a new
	 * object
	 * @param revokes quoted roles, or {@code PUBLIC}, that a new object would give
	 * something by itself
	 * @param grants what is granted
	 */
	public record Rights(@Nullable String owner, List<String> revokes, List<Grant> grants) {

		public Rights {
			revokes = List.copyOf(revokes);
			grants = List.copyOf(grants);
		}

	}

	/**
	 * A grant.
	 *
	 * @param privilege for example {@code SELECT}
	 * @param column quoted column, {@code null} for the whole object
	 * @param grantee quoted role, or {@code PUBLIC}
	 * @param grantable whether with grant option
	 */
	public record Grant(String privilege, @Nullable String column, String grantee, boolean grantable) {

	}

	/**
	 * A table's place in a publication.
	 *
	 * @param publication quoted name
	 * @param table what {@code ADD TABLE} takes: name, columns and condition
	 * @param columns columns that it names
	 */
	public record Membership(String publication, String table, Set<String> columns) {

		public Membership {
			columns = Set.copyOf(columns);
		}

		private Membership renamed(RenameHint hint, QualifiedName from) {
			String rest = this.table.substring(from.quoted().length());
			Set<String> names = new HashSet<>(this.columns);
			if (hint.to() != null && names.remove(hint.from())) {
				names.add(hint.to());
				rest = RenamedModel.rendered(rest, hint.from(), hint.to());
			}
			return new Membership(this.publication, hint.table().quoted() + rest, names);
		}

	}

	/**
	 * Something that is not compared and depends on what is.
	 *
	 * @param name kind and qualified name
	 * @param blocksRetype whether PostgreSQL refuses another type of the column for it
	 */
	public record Outside(String name, boolean blocksRetype) {

	}

}
