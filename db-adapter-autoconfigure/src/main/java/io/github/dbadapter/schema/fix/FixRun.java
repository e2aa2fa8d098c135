package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.sql.LockNotAvailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs the statements of a plan on one connection, and tells what became of them when one
 * fails.
 */
final class FixRun {

	private static final Log logger = LogFactory.getLog(FixRun.class);

	private static final String DEPENDENTS = "2BP01";

	private final FixTarget target;

	private final Connection connection;

	private final FixPlan plan;

	private final FixApproval approval;

	private final FixLock lock;

	private final List<FixReport.Applied> applied = new ArrayList<>();

	/** How many of those that ran are committed. */
	private int committed;

	FixRun(FixTarget target, Connection connection, FixPlan plan, FixApproval approval) {
		this.target = target;
		this.connection = connection;
		this.plan = plan;
		this.approval = approval;
		this.lock = new FixLock(connection, target.name());
	}

	FixPlan plan() {
		return this.plan;
	}

	FixApproval approval() {
		return this.approval;
	}

	FixLock lock() {
		return this.lock;
	}

	List<FixReport.Applied> applied() {
		return this.applied;
	}

	/** So that locks do not outlive a process that is killed. */
	void noticeLostClient() {
		try {
			execute("SET client_connection_check_interval = '1s'");
		}
		catch (SQLException ex) {
			logger.debug("The server's platform cannot notice a lost client during a statement", ex);
		}
	}

	/** Behind a pooler somebody else has it next. */
	void leaveSession() {
		try {
			if (this.connection.isClosed()) {
				return;
			}
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
			execute("RESET client_connection_check_interval; RESET lock_timeout; RESET statement_timeout");
			this.lock.release();
		}
		catch (SQLException ex) {
			logger.debug("The connection is lost, and with it the session", ex);
		}
	}

	/**
	 * Begins the transaction. What is looked at behind the locks must be as of then, and
	 * not as of the first query, whatever {@code default_transaction_isolation} says.
	 */
	void begin() throws SQLException {
		execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
	}

	/** Sets what holds until the transaction ends. */
	void settings() throws SQLException {
		execute(PlanSql.settings(this.approval.lockTimeout(), this.approval.statementTimeout()));
	}

	void inside(List<FixStatement> statements) throws SQLException {
		for (FixStatement statement : statements) {
			run(statement, "everything was rolled back");
		}
	}

	/** Each statement by itself: PostgreSQL does not build without blocking otherwise. */
	void outside(List<FixStatement> statements) throws SQLException {
		this.committed = this.applied.size();
		if (statements.isEmpty()) {
			return;
		}
		this.connection.setAutoCommit(true);
		execute("SET statement_timeout = " + this.approval.statementTimeout().toMillis());
		try {
			for (FixStatement statement : statements) {
				// It waits for older transactions, and nobody but other DDL waits for it.
				boolean patient = statement.sql().contains("INDEX CONCURRENTLY ");
				execute("SET lock_timeout = " + (patient ? 0 : this.approval.lockTimeout().toMillis()));
				run(statement, "was not carried out");
				this.committed = this.applied.size();
			}
		}
		catch (FixRefusedException ex) {
			throw withCommitted(ex);
		}
	}

	/** What an online plan has committed stays, whatever happens later. */
	FixRefusedException withCommitted(FixRefusedException ex) {
		if (this.committed == 0) {
			return ex;
		}
		String numbers = this.applied.subList(0, this.committed)
			.stream()
			.map((statement) -> String.valueOf(statement.number()))
			.collect(Collectors.joining(", "));
		RemedyText told = ex.text()
			.map((text) -> text.replace("Nothing was ", "Nothing more was ")
				.replace("everything was rolled back", "its transaction was rolled back"));
		return new FixRefusedException(ex.getReason(),
				RemedyText.format("%s. Committed before and kept: statements %s; a new plan with %s goes on from there",
						told, numbers, Remedy.ONLINE),
				ex);
	}

	private void run(FixStatement statement, String outcome) throws SQLException {
		long begin = System.nanoTime();
		try {
			execute(statement.sql());
		}
		catch (SQLException ex) {
			throw failed(statement, outcome, ex);
		}
		this.applied.add(new FixReport.Applied(statement.number(), statement.sql(),
				Duration.ofNanos(System.nanoTime() - begin)));
	}

	private RuntimeException failed(FixStatement statement, String outcome, SQLException ex) throws SQLException {
		String state = ex.getSQLState();
		if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
			return this.target.database().translate("fix " + this.target.name(), ex);
		}
		if (LockNotAvailableException.LOCK_NOT_AVAILABLE.equals(state) && !statement.tables().isEmpty()) {
			return this.lock.busy(statement.tables().first(), TableLock.of(statement.sql()), ex);
		}
		String hint = DEPENDENTS.equals(state)
				? ". Something depends on it that is not looked at; take it away first, or look at its schema too" : "";
		return new FixRefusedException(Reason.FAILED,
				"Could not fix %s: statement %d of plan %s failed and %s: %s%s%n    %s".formatted(this.target.name(),
						statement.number(), this.plan.id(), outcome,
						this.target.database().translate("run it", ex).getMessage(), hint, statement.sql()),
				ex);
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
	}

}
