package io.github.dbadapter.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.BackupMetadata.BackupHeader;
import io.github.dbadapter.backup.BackupResult.TableContent;
import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.copy.CopyJsonEncoder;
import io.github.dbadapter.copy.GrowableBytes;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Streams the tables of a plan into a file.
 */
final class BackupWriter {

	/** Largest row in bytes of JSON; a restore refuses more. */
	static final int MAX_ROW = 256 << 20;

	private final Connection connection;

	private final DataPlan plan;

	private final BackupQueries queries;

	private final PipelinedOutput out;

	private final ProgressMeter progress;

	BackupWriter(Connection connection, DataPlan plan, BackupQueries queries, PipelinedOutput out,
			ProgressListener listener) {
		this.connection = connection;
		this.plan = plan;
		this.queries = queries;
		this.out = out;
		this.progress = new ProgressMeter(listener, Phase.BACKUP,
				plan.tables().stream().mapToLong((table) -> Math.max(0, table.table().estimatedRows())).sum());
	}

	List<TableContent> write(BackupRequest request, BackupHeader header) throws SQLException, IOException {
		List<PlannedTable> tables = new ArrayList<>(this.plan.tables());
		tables.addAll(this.plan.lookups());
		List<Long> rows = new ArrayList<>();
		this.out.buffer().write("{\n");
		for (PlannedTable table : tables) {
			this.progress.table(table.key(), this.out.written());
			this.out.buffer().write(BackupMetadata.MAPPER.writeValueAsBytes(table.key()));
			this.out.buffer().write(": ");
			this.out.beginHash();
			rows.add(rows(table));
			this.out.endHash();
			this.out.buffer().write(",\n");
		}
		List<String> hashes = this.out.drain();
		List<TableContent> contents = new ArrayList<>();
		for (int i = 0; i < tables.size(); i++) {
			contents.add(new TableContent(tables.get(i).key(), rows.get(i), hashes.get(i)));
		}
		this.out.buffer().write("\"metadata\": ");
		this.out.buffer().write(BackupMetadata.write(request, header, tables, contents, highestKeys()));
		this.out.buffer().write("\n}\n");
		this.out.drain();
		this.progress.table("", this.out.written());
		return contents.subList(0, this.plan.tables().size());
	}

	/** Lets a restore reserve a block of new keys before it has seen the old ones. */
	private Map<String, Long> highestKeys() throws SQLException {
		Map<String, Long> highest = new HashMap<>();
		Statements statements = new Statements(this.connection);
		for (PlannedTable table : this.plan.tables()) {
			CatalogColumn key = (table.identity().size() == 1) ? table.table().column(table.identity().get(0)) : null;
			if (key != null && key.isInteger()) {
				statements.each(
						"SELECT max(%s), min(%1$s) FROM %s".formatted(key.name().quoted(), table.table().from()),
						(row) -> {
							if (row.getLong(2) >= 0) {
								highest.put(table.key(), row.getLong(1));
							}
						});
			}
		}
		return highest;
	}

	private long rows(PlannedTable table) throws SQLException, IOException {
		CopyJsonEncoder encoder = new CopyJsonEncoder(
				table.columns().stream().map((column) -> column.name().value()).toList(),
				table.columns().stream().map(CatalogColumn::encoding).toList());
		CopyOut copy = this.connection.unwrap(PGConnection.class).getCopyAPI().copyOut(this.queries.copy(table));
		try {
			return rows(table, copy, encoder);
		}
		finally {
			if (copy.isActive()) {
				copy.cancelCopy();
			}
		}
	}

	private long rows(PlannedTable table, CopyOut copy, CopyJsonEncoder encoder) throws SQLException, IOException {
		long rows = 0;
		this.out.buffer().write('[');
		byte[] row = copy.readFromCopy();
		while (row != null) {
			GrowableBytes buffer = this.out.buffer();
			buffer.write((rows == 0) ? "\n" : ",\n");
			int start = buffer.size();
			encoder.encode(row, buffer);
			if (buffer.size() - start > MAX_ROW) {
				throw new OperationRefusedException(
						"Could not back up table '%s': row %d is larger than %d MB as JSON. Leave the table out by naming the others"
							.formatted(table.key(), rows, MAX_ROW >> 20));
			}
			rows++;
			this.out.flushIfFull();
			this.progress.row(this.out.written());
			row = copy.readFromCopy();
		}
		this.out.buffer().write((rows == 0) ? "]" : "\n]");
		return rows;
	}

}
