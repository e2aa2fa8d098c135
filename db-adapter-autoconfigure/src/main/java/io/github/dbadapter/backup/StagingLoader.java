package io.github.dbadapter.backup;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.dbadapter.copy.GrowableBytes;
import io.github.dbadapter.copy.JsonRowDecoder;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.core.JsonParser;

/**
 * Loads the rows of one table into its temporary table, where PostgreSQL reads every
 * value by its type. A batch that is rejected is sent again without the row at fault.
 */
final class StagingLoader implements RowLoader {

	private static final int BATCH_BYTES = 4 << 20;

	private static final int SEND_BYTES = 1 << 16;

	private final Statements statements;

	private final RestoreTable table;

	private final String copy;

	private final JsonRowDecoder decoder;

	private final GrowableBytes batch = new GrowableBytes(BATCH_BYTES + SEND_BYTES);

	private final List<Integer> starts = new ArrayList<>();

	private @Nullable CopyIn open;

	private @Nullable SQLException rejection;

	private int sent;

	private long row;

	private long batchStart;

	StagingLoader(Statements statements, RestoreTable table) throws SQLException {
		this.statements = statements;
		this.table = table;
		List<JsonRowDecoder.Column> columns = table.decoding();
		this.decoder = new JsonRowDecoder(columns);
		String targets = IntStream.range(0, columns.size()).mapToObj((i) -> ", c" + i).collect(Collectors.joining());
		this.copy = "COPY %s (r%s) FROM STDIN".formatted(table.staging(), targets);
		String values = IntStream.range(0, columns.size())
			.mapToObj((i) -> ", t.%s AS c%d".formatted(table.columns().get(i).name().quoted(), i))
			.collect(Collectors.joining());
		statements.execute("CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT NULL::bigint AS r%s FROM %s t WITH NO DATA"
			.formatted(table.staging().replace("pg_temp.", ""), values, table.table().name().quoted()));
	}

	@Override
	public void row(JsonParser parser) throws SQLException {
		if (this.open == null && this.rejection == null) {
			this.statements.execute("SAVEPOINT db_adapter_batch");
			this.open = this.statements.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(this.copy);
		}
		this.starts.add(this.batch.size());
		this.batch.write(Long.toString(this.row++));
		if (!this.table.columns().isEmpty()) {
			this.batch.write('\t');
		}
		this.decoder.decode(parser, this.batch);
		this.batch.write('\n');
		if (this.batch.size() - this.sent >= SEND_BYTES) {
			send();
		}
		if (this.batch.size() >= BATCH_BYTES) {
			endBatch();
		}
	}

	@Override
	public long finish() throws SQLException {
		endBatch();
		this.statements.execute("ANALYZE " + this.table.staging());
		return this.row;
	}

	private void send() throws SQLException {
		CopyIn in = this.open;
		if (in == null) {
			return;
		}
		try {
			in.writeToCopy(this.batch.array(), this.sent, this.batch.size() - this.sent);
			this.sent = this.batch.size();
		}
		catch (SQLException ex) {
			rejected(in, ex);
		}
	}

	private void rejected(CopyIn in, SQLException ex) throws SQLException {
		if (in.isActive()) {
			in.cancelCopy();
		}
		this.open = null;
		this.rejection = ex;
	}

	private void endBatch() throws SQLException {
		send();
		CopyIn in = this.open;
		if (in != null) {
			try {
				in.endCopy();
				this.statements.execute("RELEASE SAVEPOINT db_adapter_batch");
			}
			catch (SQLException ex) {
				rejected(in, ex);
			}
		}
		SQLException found = this.rejection;
		if (found != null) {
			Statements.rethrowUnlessRejection(found);
			this.statements.execute("ROLLBACK TO SAVEPOINT db_adapter_batch");
			this.statements.execute("RELEASE SAVEPOINT db_adapter_batch");
			isolate(0, this.starts.size());
		}
		this.open = null;
		this.rejection = null;
		this.sent = 0;
		this.batch.clear(BATCH_BYTES + SEND_BYTES);
		this.batchStart = this.row;
		this.starts.clear();
	}

	private void isolate(int from, int to) throws SQLException {
		if (from == to) {
			return;
		}
		SQLException found = this.statements.attempt(() -> resend(from, to));
		if (found == null) {
			return;
		}
		if (to - from == 1) {
			this.table.counts().failed(this.batchStart + from, oldKey(from), Statements.describe(found));
			return;
		}
		int middle = from + (to - from) / 2;
		isolate(from, middle);
		isolate(middle, to);
	}

	private void resend(int from, int to) throws SQLException {
		CopyIn in = this.statements.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(this.copy);
		try {
			int start = this.starts.get(from);
			int end = (to == this.starts.size()) ? this.batch.size() : this.starts.get(to);
			in.writeToCopy(this.batch.array(), start, end - start);
			in.endCopy();
		}
		finally {
			if (in.isActive()) {
				in.cancelCopy();
			}
		}
	}

	/** The primary key in the line that was sent. */
	private String oldKey(int line) {
		int end = (line + 1 == this.starts.size()) ? this.batch.size() : this.starts.get(line + 1);
		int start = this.starts.get(line);
		String[] fields = new String(this.batch.array(), start, end - start - 1, StandardCharsets.UTF_8).split("\t",
				-1);
		List<String> key = new ArrayList<>();
		for (Identifier name : this.table.plan().identity()) {
			for (int i = 0; i < this.table.columns().size(); i++) {
				if (this.table.columns().get(i).name().equals(name)) {
					key.add(fields[i + 1]);
				}
			}
		}
		return String.join(", ", key);
	}

}
