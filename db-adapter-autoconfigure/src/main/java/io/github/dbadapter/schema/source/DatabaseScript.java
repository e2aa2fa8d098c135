package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.SqlStatement;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reads scripts in a scratch database, as {@code psql} would run them in a new one.
 */
final class DatabaseScript {

	private static final Log logger = LogFactory.getLog(DatabaseScript.class);

	private static final String PUBLIC = "public";

	private static final String INSUFFICIENT_PRIVILEGE = "42501";

	/** Before version 15 it belongs to the superuser, whoever owns the database. */
	private static final String PUBLIC_IS_NOT_OURS = "schema public does not belong to the role that reads the script";

	private final Connection connection;

	private final ScratchServer live;

	private final StatementRunner runner;

	private final List<SkippedStatement> skipped;

	DatabaseScript(Connection connection, ScratchServer live, ScriptPlan plan) {
		this.connection = connection;
		this.live = live;
		this.runner = new StatementRunner(connection, UnaryOperator.identity());
		this.skipped = new ArrayList<>(plan.skipped());
	}

	LoadedSchema load(List<SqlStatement> statements, Duration statementTimeout) throws SQLException {
		this.runner.literally(() -> {
			prepare(statementTimeout);
			for (SqlStatement statement : statements) {
				run(statement);
			}
			return true;
		});
		return new LoadedSchema(
				new SchemaIntrospector().introspect(this.connection, IntrospectionOptions.all()).schema(), this.skipped,
				ScratchMode.DATABASE);
	}

	private void prepare(Duration statementTimeout) throws SQLException {
		this.runner.execute("SET synchronous_commit = off");
		this.runner.execute("SET client_min_messages = error");
		this.runner.execute("SET statement_timeout = " + statementTimeout.toMillis());
		noticeLostClient();
		prepareCurrentSchema(this.connection, this.live);
		this.runner.setting("search_path", this.live.searchPath());
	}

	/** So that a statement does not outlive a process that is killed. */
	private void noticeLostClient() {
		try {
			this.runner.execute("SET client_connection_check_interval = '1s'");
		}
		catch (SQLException ex) {
			logger.debug("The server's platform cannot notice a lost client during a statement", ex);
		}
	}

	/** Unqualified names belong where the live database would put them. */
	static void prepareCurrentSchema(Connection connection, ScratchServer live) throws SQLException {
		if (live.currentSchema() != null && !live.currentSchema().equals(PUBLIC)) {
			try (var statement = connection.createStatement()) {
				statement.execute("CREATE SCHEMA " + new Identifier(live.currentSchema()).quoted());
			}
		}
	}

	private void run(SqlStatement statement) throws SQLException {
		if (this.runner.isUnknownSetting(statement)) {
			skip(statement, "this server does not have the setting");
			return;
		}
		CreateSchema createSchema = CreateSchema.of(statement);
		if (createSchema != null) {
			create(createSchema, statement);
			return;
		}
		try {
			this.runner.run(statement, new Rewriting(statement.text()));
		}
		catch (ScriptFailedException ex) {
			if (!INSUFFICIENT_PRIVILEGE.equals(ex.getSqlState()) || !statement.startsWith("comment", "on", "schema")
					|| !statement.token(3).value().equals(PUBLIC)) {
				throw ex;
			}
			skip(statement, PUBLIC_IS_NOT_OURS);
		}
	}

	/** What was there from the beginning gives way to what the script creates. */
	private void create(CreateSchema createSchema, SqlStatement statement) throws SQLException {
		String name = createSchema.name();
		if (!createSchema.ifNotExists() && (name.equals(PUBLIC) || name.equals(this.live.currentSchema()))) {
			try {
				this.runner.execute("DROP SCHEMA IF EXISTS " + new Identifier(name).quoted());
			}
			catch (SQLException ex) {
				if (INSUFFICIENT_PRIVILEGE.equals(ex.getSQLState())) {
					skip(statement, PUBLIC_IS_NOT_OURS);
					return;
				}
				logger.debug("Schema '%s' holds objects, so that its creation will fail".formatted(name), ex);
			}
		}
		this.runner.run(statement, createSchema.rewrite(statement, name));
	}

	private void skip(SqlStatement statement, String reason) {
		this.skipped.add(new SkippedStatement(statement.position(), statement.excerpt(), reason));
	}

}
