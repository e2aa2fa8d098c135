package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.github.dbadapter.schema.Identity;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.SequenceOptions;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads sequences; those of identity columns are kept for the {@link ColumnReader}.
 */
final class SequenceReader {

	private final Catalog catalog;

	private final Map<Long, Map<Integer, Identity>> identities = new HashMap<>();

	SequenceReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void read(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			CatalogRelation sequence = this.catalog.relation(oid);
			if (sequence == null) {
				continue;
			}
			SequenceOptions options = new SequenceOptions(rows.text(), rows.number(), rows.number(), rows.number(),
					rows.number(), rows.number(), rows.flag());
			boolean unlogged = rows.flag();
			boolean identity = rows.flag();
			long owner = rows.number();
			int ownerColumn = rows.integer();
			if (identity) {
				this.identities.computeIfAbsent(owner, (key) -> new HashMap<>())
					.put(ownerColumn, new Identity(true, sequence.name, options, unlogged || followsTable(owner),
							sequence.comment));
			}
			else if (owner == 0) {
				add(sequence, options, null, unlogged);
			}
			else {
				ObjectReference ownedBy = new ObjectReference(ObjectKind.COLUMN,
						QualifiedName.of(rows.text(), rows.text()), rows.text());
				CatalogRelation table = this.catalog.anyRelation(owner);
				if (table == null || !table.hidden) {
					add(sequence, options, ownedBy, unlogged);
				}
			}
		}
	}

	/** Before version 15 a sequence has no say in being logged. */
	private boolean followsTable(long owner) {
		CatalogRelation table = this.catalog.anyRelation(owner);
		return this.catalog.scope().majorVersion() < 15 && table != null && table.unlogged;
	}

	private void add(CatalogRelation sequence, SequenceOptions options, @Nullable ObjectReference ownedBy,
			boolean unlogged) {
		this.catalog.add(CatalogId.CLASS, sequence.oid,
				new Sequence(sequence.name, options, ownedBy, unlogged, sequence.comment));
	}

	/**
	 * Returns the identity property of a column.
	 * @param relation the relation
	 * @param column number of the column
	 * @param kind as of {@code attidentity}
	 * @return the property, or {@code null} if the column has no sequence of its own: not
	 * an identity column, or that of a partition
	 */
	@Nullable Identity identity(long relation, int column, char kind) {
		Map<Integer, Identity> columns = (kind != 0) ? this.identities.get(relation) : null;
		Identity identity = (columns != null) ? columns.get(column) : null;
		return (identity == null || kind == 'a') ? identity
				: new Identity(false, identity.sequence(), identity.options(), identity.unlogged(), identity.comment());
	}

}
