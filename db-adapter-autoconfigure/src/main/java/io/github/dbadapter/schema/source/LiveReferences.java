package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Holds the guarantee of a scratch transaction. While an extension's schema with live
 * relations is on the search path, a statement is held back when one of its names would
 * find one of these. At the end the catalog itself tells whether anything that was
 * created depends on, or locks, what is live.
 */
final class LiveReferences {

	private static final String RESOLVE = """
			SELECT n.nspname
			FROM pg_catalog.pg_class c
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE c.oid = to_regclass(?)""";

	/** Rows of pg_depend that this transaction has written tell of all that it made. */
	private static final String MADE = """
			WITH made AS (
			  SELECT d.classid, d.objid, d.refclassid, d.refobjid
			  FROM pg_catalog.pg_depend d
			  WHERE d.xmin = pg_catalog.pg_current_xact_id()::xid),
			scratch AS (
			  SELECT n.oid FROM pg_catalog.pg_namespace n WHERE starts_with(n.nspname, ?))
			""";

	private static final String FOREIGN_DEPENDENCIES = MADE + """
			SELECT DISTINCT pg_catalog.pg_describe_object(m.refclassid, m.refobjid, 0)
			FROM made m
			WHERE m.refobjid >= 16384
			  AND m.refclassid NOT IN ('pg_catalog.pg_extension'::regclass)
			  AND NOT EXISTS (SELECT FROM made o WHERE o.classid = m.refclassid AND o.objid = m.refobjid)
			  AND NOT (m.refclassid = 'pg_catalog.pg_namespace'::regclass AND m.refobjid IN (SELECT oid FROM scratch))
			  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
			                  WHERE e.classid = m.refclassid AND e.objid = m.refobjid AND e.deptype = 'e')
			  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i
			                  JOIN pg_catalog.pg_depend e ON e.classid = i.refclassid AND e.objid = i.refobjid
			                  WHERE i.classid = m.refclassid AND i.objid = m.refobjid AND i.deptype = 'i'
			                    AND e.deptype = 'e' AND m.refclassid = 'pg_catalog.pg_type'::regclass)
			ORDER BY 1""";

	/** Locks of other kinds have no class that pg_describe_object would know. */
	private static final String FOREIGN_LOCKS = MADE + """
			, held AS MATERIALIZED (
			  SELECT l.classid, l.objid, l.mode FROM pg_catalog.pg_locks l
			  WHERE l.pid = pg_backend_pid() AND l.locktype = 'object' AND l.objid >= 16384
			    AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
			    AND l.mode <> 'AccessShareLock')
			SELECT DISTINCT pg_catalog.format('%s lock on relation %s', l.mode, l.relation::regclass)
			FROM pg_catalog.pg_locks l
			JOIN pg_catalog.pg_class c ON c.oid = l.relation
			WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.relation >= 16384
			  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
			  AND c.relnamespace NOT IN (SELECT oid FROM scratch)
			  AND NOT EXISTS (SELECT FROM made m WHERE m.classid = 'pg_catalog.pg_class'::regclass AND m.objid = c.oid)
			UNION
			SELECT pg_catalog.format('%s lock on %s', l.mode, pg_catalog.pg_describe_object(l.classid, l.objid, 0))
			FROM held l
			-- made and dropped again, as the default of a column is when it gets another
			WHERE pg_catalog.pg_describe_object(l.classid, l.objid, 0) IS NOT NULL
			  AND NOT EXISTS (SELECT FROM made m WHERE m.classid = l.classid AND m.objid = l.objid)
			  AND NOT (l.classid = 'pg_catalog.pg_namespace'::regclass AND l.objid IN (SELECT oid FROM scratch))
			ORDER BY 1""";

	private final Connection connection;

	private final ScratchNames names;

	private final LiveNames live;

	LiveReferences(Connection connection, ScratchNames names, LiveNames live) {
		this.connection = connection;
		this.names = names;
		this.live = live;
	}

	/**
	 * Refuses a statement that would find a live relation by an unqualified name.
	 * @param statement the statement
	 * @param liveSchemas extensions' schemas on the search path
	 * @throws SQLException if the catalog cannot be read
	 */
	void check(SqlStatement statement, List<String> liveSchemas) throws SQLException {
		if (liveSchemas.isEmpty()) {
			return;
		}
		StatementTarget target = StatementTarget.of(statement);
		Set<String> found = new HashSet<>();
		int depth = 0;
		for (int i = 1; i < statement.tokens().size(); i++) {
			SqlToken token = statement.token(i);
			depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
			if (isCandidate(statement, i, depth, target)
					&& liveSchemas.stream().anyMatch((schema) -> this.live.isRelation(schema, token.value()))) {
				found.add(token.value());
			}
		}
		for (String name : found) {
			String schema = resolve(name);
			if (schema != null && !schema.startsWith(this.names.prefix()) && !schema.equals("pg_catalog")) {
				throw refused(statement, "%s would be the live %s.%s, which the script has not created before"
					.formatted(name, schema, name));
			}
		}
	}

	private boolean isCandidate(SqlStatement statement, int index, int depth, @Nullable StatementTarget target) {
		SqlToken token = statement.token(index);
		SqlToken previous = statement.token(index - 1);
		if (!token.isIdentifier() || previous.is(".") || previous.isWord("constraint")) {
			return false;
		}
		if (statement.token(index + 1).is(".") && this.names.scratch(token.value()) != null) {
			return false;
		}
		boolean creates = statement.token(0).isWord("create");
		if (creates && target != null && target.name().contains(token)) {
			return false;
		}
		boolean table = creates && target != null && target.type().equals("table");
		boolean columnName = table && depth == 1 && (previous.is("(") || previous.is(","));
		boolean itself = table && previous.isWord("references") && target.ownName().value().equals(token.value());
		return !columnName && !itself;
	}

	private @Nullable String resolve(String name) throws SQLException {
		try (PreparedStatement query = this.connection.prepareStatement(RESOLVE)) {
			query.setString(1, new Identifier(name).quoted());
			try (ResultSet rows = query.executeQuery()) {
				return rows.next() ? rows.getString(1) : null;
			}
		}
	}

	/**
	 * Fails if anything that this transaction has created depends on a live object, or if
	 * it holds a lock on one.
	 * @throws ScratchRefusedException if so
	 * @throws SQLException if the catalog cannot be read
	 */
	void verify() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("SET LOCAL search_path = pg_catalog");
		}
		List<String> dependencies = list(FOREIGN_DEPENDENCIES);
		if (!dependencies.isEmpty()) {
			throw ScratchRefusedException.liveReferences(dependencies);
		}
		List<String> locks = list(FOREIGN_LOCKS);
		if (!locks.isEmpty()) {
			throw ScratchRefusedException.liveReferences(locks);
		}
	}

	private List<String> list(String sql) throws SQLException {
		try (PreparedStatement query = this.connection.prepareStatement(sql)) {
			query.setString(1, this.names.prefix());
			try (ResultSet rows = query.executeQuery()) {
				List<String> found = new ArrayList<>();
				while (rows.next()) {
					found.add(this.names.real(rows.getString(1)));
				}
				return found;
			}
		}
	}

	private static RefusedStatementException refused(SqlStatement statement, String reason) {
		return new RefusedStatementException(statement, reason, "a scratch transaction");
	}

}
