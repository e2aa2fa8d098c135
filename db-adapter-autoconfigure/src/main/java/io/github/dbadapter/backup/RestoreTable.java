package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.dbadapter.backup.FileTable.Declared;
import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.copy.JsonRowDecoder;
import io.github.dbadapter.copy.TextReading;
import io.github.dbadapter.copy.ValueEncoding;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A table while it is restored: names of its temporary tables and columns. In the staging
 * table column {@code r} is the row index and {@code c0}, {@code
 * c1}… are the values; in the map {@code o0}… is the key of the file and {@code n0}… the
 * key in the target, {@code f0}… are the references and the owner as they will be, and
 * {@code st} is the state of the row.
 */
final class RestoreTable {

	/** State of a row that is to be inserted. */
	static final char INSERT = 'I';

	/** State of a row that the target has. */
	static final char MATCHED = 'M';

	/** State of a row that is left out. */
	static final char SKIPPED = 'S';

	/** State of a row that was rejected. */
	static final char FAILED = 'F';

	private static final Set<String> EXACT = Set.of("smallint", "integer", "bigint", "uuid");

	private final int index;

	private final PlannedTable plan;

	private final FileTable file;

	private final List<CatalogColumn> columns;

	private final RowCounts counts = new RowCounts();

	private final List<String> notices = new ArrayList<>();

	private boolean targetEmpty;

	private boolean rowsApart;

	private @Nullable RowMapping mapping;

	private boolean unwritten;

	private @Nullable String digest;

	private Set<Identifier> digested = Set.of();

	private @Nullable String candidates;

	private boolean mayRepeat;

	RestoreTable(int index, PlannedTable plan, FileTable file, List<CatalogColumn> columns) {
		this.index = index;
		this.plan = plan;
		this.file = file;
		this.columns = List.copyOf(columns);
	}

	PlannedTable plan() {
		return this.plan;
	}

	CatalogTable table() {
		return this.plan.table();
	}

	FileTable file() {
		return this.file;
	}

	/** Columns that the file has and that can be written, in the order of the staging. */
	List<CatalogColumn> columns() {
		return this.columns;
	}

	/** How the values of {@link #columns()} are read from the file. */
	List<JsonRowDecoder.Column> decoding() {
		return this.columns.stream().map(this::decoding).toList();
	}

	private JsonRowDecoder.Column decoding(CatalogColumn column) {
		String name = column.name().value();
		Declared declared = this.file.declared();
		if (declared != null) {
			return new JsonRowDecoder.Column(name, declared.encodings().getOrDefault(name, ValueEncoding.TEXT),
					TextReading.EXACT);
		}
		TextReading reading = switch (column.baseType()) {
			case "bytea" -> TextReading.PYTHON_BYTES;
			case "bit", "varbit" -> TextReading.PYTHON_REPRESENTATION;
			case "json", "jsonb" -> TextReading.DOCUMENT_OR_STRING;
			default -> column.category().equals("R") ? TextReading.PYTHON_REPRESENTATION : TextReading.EXACT;
		};
		return new JsonRowDecoder.Column(name, column.encoding(), reading);
	}

	String staging() {
		return "pg_temp.db_adapter_s" + this.index;
	}

	/** Where the whole rows are: in the staging, or apart from it. */
	String rows() {
		return this.rowsApart ? "pg_temp.db_adapter_f" + this.index : staging();
	}

	void rowsApart() {
		this.rowsApart = true;
	}

	/** Says what its rows become. */
	void mapping(RowMapping value) {
		this.mapping = value;
	}

	/** Says that rows are only matched and never written. */
	void unwritten() {
		this.unwritten = true;
	}

	/**
	 * What new rows become that the target does not have yet, {@code null} if it has
	 * them.
	 * @param inUnit whether who asks is of the same unit, and so not written either
	 */
	@Nullable RowMapping pending(boolean inUnit) {
		return (inUnit || this.unwritten) ? this.mapping : null;
	}

	/**
	 * Says that the staging has, in column {@code h}, one digest instead of some columns.
	 * @param expression the same digest of a row {@code t} of the target
	 * @param columns the columns it stands for
	 */
	void digested(String expression, Set<Identifier> columns) {
		this.digest = expression;
		this.digested = Set.copyOf(columns);
	}

	/** The digest of a row {@code t} of the target, {@code null} without digests. */
	@Nullable String digest() {
		return this.digest;
	}

	/**
	 * Says that only some rows were staged, and that each other one is in the target as
	 * it is in the source, under the same key.
	 * @param condition SQL over rows {@code t} of the target that are not among those,
	 * {@code null} if all were staged
	 */
	void candidates(@Nullable String condition) {
		this.candidates = condition;
	}

	/** SQL over the rows {@code t} of the target that a staged row may be. */
	String candidates() {
		return (this.candidates != null) ? this.candidates : "true";
	}

	/** Says that nothing keeps the natural key unique where the rows come from. */
	void mayRepeat() {
		this.mayRepeat = true;
	}

	boolean isRepeatable() {
		return this.mayRepeat;
	}

	boolean isStagedPartly() {
		return this.candidates != null;
	}

	/** Whether equal keys are the same, whatever the types and collations involved. */
	boolean hasExactKey() {
		return this.plan.identity().stream().map(this::type).allMatch(EXACT::contains);
	}

	boolean isDigested(Identifier column) {
		return this.digested.contains(column);
	}

	String map() {
		return "pg_temp.db_adapter_m" + this.index;
	}

	int index() {
		return this.index;
	}

	String name() {
		return "db_adapter_" + this.index;
	}

	boolean isTargetEmpty() {
		return this.targetEmpty;
	}

	void targetEmpty(boolean value) {
		this.targetEmpty = value;
	}

	/** The staged value of a column, NULL of its type where the file has none. */
	String staged(Identifier column) {
		for (int i = 0; i < this.columns.size(); i++) {
			if (this.columns.get(i).name().equals(column)) {
				return "s.c" + i;
			}
		}
		return "NULL::" + type(column);
	}

	String type(Identifier column) {
		CatalogColumn found = this.plan.table().column(column);
		if (found == null) {
			throw new IllegalStateException("No column " + column + " in " + this.plan.key());
		}
		return found.type();
	}

	boolean isStaged(Identifier column) {
		return this.columns.stream().anyMatch((candidate) -> candidate.name().equals(column));
	}

	/** What became of its rows. */
	RowCounts counts() {
		return this.counts;
	}

	/** Notes what a person should know. */
	void notice(String text) {
		this.notices.add("%s: %s".formatted(this.plan.key(), text));
	}

	List<String> notices() {
		return List.copyOf(this.notices);
	}

	/** Forgets what was counted and said, because it was rolled back. */
	void forgetNumbers() {
		this.counts.forget();
		this.notices.clear();
	}

	TableResult result(boolean rolledBack) {
		return this.counts.result(this.file, rolledBack);
	}

}
