package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.backup.FileTable.Declared;
import io.github.dbadapter.copy.JsonRowDecoder;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The short way into empty tables: nothing can match there, so that rows go straight to
 * their tables. New keys are the old ones moved by one distance a table, which makes
 * every reference a matter of arithmetic. The database's own constraints find whatever
 * does not fit, and then all is done again the long way.
 */
final class DirectRestore {

	private final Statements statements;

	private final RestoreRequest request;

	private final RestorePlan plan;

	private final List<RestoreTable> tables;

	private final Map<Long, Long> distances = new HashMap<>();

	DirectRestore(Statements statements, RestoreRequest request, RestorePlan plan) {
		this.statements = statements;
		this.request = request;
		this.plan = plan;
		this.tables = plan.tables();
	}

	boolean isPossible() throws SQLException {
		if (this.request.userId() != null || !this.plan.lookups().isEmpty()
				|| this.plan.units().stream().anyMatch((unit) -> unit.size() != 1)) {
			return false;
		}
		for (RestoreTable table : this.tables) {
			boolean watched = table.table().rules() || (this.request.triggers() && !table.table().triggers().isEmpty());
			if (watched || table.columns().isEmpty() || !isSelfContained(table)
					|| !table.columns().stream().map(CatalogColumn::name).toList().containsAll(table.plan().identity())
					|| this.statements.exists("SELECT FROM " + table.table().from()) || !findDistance(table)) {
				return false;
			}
		}
		return true;
	}

	/** Whether each reference is a foreign key to what the file brings before. */
	private boolean isSelfContained(RestoreTable table) {
		return table.plan().references().stream().allMatch((reference) -> {
			RestoreTable target = this.plan.find(reference.target());
			boolean enforced = table.table()
				.foreignKeys()
				.stream()
				.anyMatch((key) -> key.columns().equals(reference.columns())
						&& key.referencedOid() == reference.target().oid());
			return enforced && target != null && target.plan().identity().equals(reference.targetColumns())
					&& target.file().position() <= table.file().position();
		});
	}

	private boolean findDistance(RestoreTable table) throws SQLException {
		Identifier key = movedKey(table);
		if (this.request.keys() == KeyMode.PRESERVE || key == null) {
			boolean uuid = table.plan().identity().stream().anyMatch((name) -> isGeneratable(table, name));
			return this.request.keys() == KeyMode.PRESERVE || !uuid;
		}
		CatalogColumn column = table.table().column(key);
		Declared declared = table.file().declared();
		QualifiedName sequence = (column != null) ? column.sequence() : null;
		if (declared == null || declared.highestKey() < 0 || sequence == null) {
			return false;
		}
		long used = this.statements
			.number("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM " + sequence.quoted());
		long distance = Math.max(used, declared.highestKey());
		if (this.statements.number(
				"SELECT least(seqmax, %s) FROM pg_catalog.pg_sequence WHERE seqincrement = 1 AND seqrelid = '%s'::regclass"
					.formatted(column.baseType().equals("int4") ? Integer.MAX_VALUE : Long.MAX_VALUE,
							sequence.quoted().replace("'", "''"))) < distance + declared.highestKey()) {
			return false;
		}
		this.distances.put(table.table().oid(), distance);
		return true;
	}

	private static boolean isGeneratable(RestoreTable table, Identifier name) {
		CatalogColumn column = table.table().column(name);
		boolean references = table.plan().references().stream().anyMatch((key) -> key.columns().contains(name));
		return column != null && column.isGeneratable() && !references;
	}

	/** A key of one integer column with a sequence. */
	private static @Nullable Identifier movedKey(RestoreTable table) {
		List<Identifier> identity = table.plan().identity();
		CatalogColumn column = (identity.size() == 1) ? table.table().column(identity.get(0)) : null;
		return (column != null && column.isInteger() && column.sequence() != null
				&& isGeneratable(table, column.name())) ? column.name() : null;
	}

	/** Loads; whatever the server rejects ends it. */
	void load(FileLoader file) throws SQLException {
		if (!this.request.preview()) {
			for (RestoreTable table : this.tables) {
				reserve(table);
			}
		}
		file.load((table) -> new DirectLoader(this.statements, table, columns(table)));
		for (RestoreTable table : this.tables) {
			if (this.distances.containsKey(table.table().oid())) {
				table.counts().rekeyed(table.counts().insertedRows());
			}
		}
	}

	/** Never backwards: somebody may have taken numbers since the distance was found. */
	private void reserve(RestoreTable table) throws SQLException {
		Long distance = this.distances.get(table.table().oid());
		Declared declared = table.file().declared();
		Identifier key = movedKey(table);
		CatalogColumn column = (key != null) ? table.table().column(key) : null;
		QualifiedName sequence = (column != null) ? column.sequence() : null;
		if (table.file().rows() > 0 && distance != null && declared != null && sequence != null) {
			this.statements.execute("SELECT pg_catalog.setval('%1$s', %3$d) FROM %2$s WHERE last_value < %3$d"
				.formatted(sequence.quoted().replace("'", "''"), sequence.quoted(), distance + declared.highestKey()));
		}
	}

	private List<JsonRowDecoder.Column> columns(RestoreTable table) {
		List<JsonRowDecoder.Column> columns = new ArrayList<>();
		for (JsonRowDecoder.Column column : table.decoding()) {
			columns.add(column.movedBy(distance(table, new Identifier(column.name()))));
		}
		return columns;
	}

	private long distance(RestoreTable table, Identifier column) {
		if (column.equals(movedKey(table))) {
			return this.distances.getOrDefault(table.table().oid(), 0L);
		}
		for (Reference reference : table.plan().references()) {
			int position = reference.columns().indexOf(column);
			RestoreTable target = (position >= 0) ? this.plan.find(reference.target()) : null;
			if (target != null) {
				long distance = distance(target, reference.targetColumns().get(position));
				if (distance != 0) {
					return distance;
				}
			}
		}
		return 0;
	}

}
