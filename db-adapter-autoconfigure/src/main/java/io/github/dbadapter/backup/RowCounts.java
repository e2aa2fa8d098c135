package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.RestoreResult.TableResult;

/**
 * What became of the rows of one table.
 */
final class RowCounts {

	private final List<FailureDetail> failures = new ArrayList<>();

	private final Map<String, Long> skipReasons = new TreeMap<>();

	private long inserted;

	private long updated;

	private long unchanged;

	private long skipped;

	private long rekeyed;

	void failed(long row, String oldPk, String error) {
		this.failures.add(new FailureDetail(row, oldPk.isEmpty() ? null : oldPk, error));
	}

	void skipped(String reason, long rows) {
		if (rows > 0) {
			this.skipReasons.merge(reason, rows, Long::sum);
			this.skipped += rows;
		}
	}

	void suppressed(long rows) {
		skipped("suppressed by a trigger or rule", rows);
	}

	void inserted(long rows) {
		this.inserted += rows;
	}

	void updated(long rows) {
		this.updated += rows;
	}

	void unchanged(long rows) {
		this.unchanged += rows;
	}

	void rekeyed(long rows) {
		this.rekeyed += rows;
	}

	long written() {
		return this.inserted + this.updated;
	}

	long insertedRows() {
		return this.inserted;
	}

	long updatedRows() {
		return this.updated;
	}

	boolean inserts() {
		return this.inserted > 0;
	}

	boolean updates() {
		return this.updated > 0;
	}

	int failures() {
		return this.failures.size();
	}

	/** Forgets what was rolled back before anything else was written. */
	void forgetWritten() {
		this.inserted = 0;
		this.updated = 0;
	}

	void forget() {
		this.failures.clear();
		this.skipReasons.clear();
		this.inserted = 0;
		this.updated = 0;
		this.unchanged = 0;
		this.skipped = 0;
		this.rekeyed = 0;
	}

	TableResult result(FileTable file, boolean rolledBack) {
		List<String> reasons = this.skipReasons.entrySet()
			.stream()
			.map((entry) -> "%d %s".formatted(entry.getValue(), entry.getKey()))
			.toList();
		List<FailureDetail> details = this.failures.stream()
			.sorted(Comparator.comparingLong(FailureDetail::rowIndex))
			.toList();
		return new TableResult(file.key(), file.rows(), rolledBack ? 0 : this.inserted, rolledBack ? 0 : this.updated,
				this.unchanged, this.skipped, details.size(), rolledBack ? written() : 0, rolledBack ? 0 : this.rekeyed,
				reasons, details);
	}

}
