package io.github.dbadapter.schema.introspect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the whole catalog in three round trips, within a transaction that is already
 * open. The settings that it makes are local to the transaction or savepoint and are left
 * to the caller to undo.
 */
final class CatalogReader {

	private final Connection connection;

	private final IntrospectionOptions options;

	private final long lockTimeout;

	CatalogReader(Connection connection, IntrospectionOptions options, long lockTimeoutMillis) {
		this.connection = connection;
		this.options = options;
		this.lockTimeout = lockTimeoutMillis;
	}

	IntrospectedSchema read() throws SQLException {
		CatalogScope scope = scope();
		Catalog catalog = new Catalog(scope);
		readAll(catalog);
		return new IntrospectedSchema(catalog.toSchema(), scope.currentSchema(), scope.schemas(), scope.notices());
	}

	private CatalogScope scope() throws SQLException {
		CatalogScope scope;
		try (Statement statement = this.connection.createStatement();
				ResultSet session = statement.executeQuery(CatalogQuery.load("session", 0))) {
			session.next();
			scope = new CatalogScope(this.options, session.getInt(1), session.getString(2), session.getString(3));
		}
		String sql = CatalogQuery.load("settings", 0) + ";\n" + CatalogQuery.load("namespaces", 0);
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			statement.setString(1, this.lockTimeout + "ms");
			statement.execute();
			statement.getMoreResults();
			try (ResultSet namespaces = statement.getResultSet()) {
				while (namespaces.next()) {
					scope.add(namespaces.getLong(1), namespaces.getString(2), namespaces.getBoolean(3),
							namespaces.getBoolean(5));
				}
			}
		}
		scope.addMissing();
		return scope;
	}

	private void readAll(Catalog catalog) throws SQLException {
		int version = catalog.scope().majorVersion();
		List<CatalogQuery> queries = Arrays.stream(CatalogQuery.values())
			.filter((query) -> query.appliesTo(version, catalog.scope().databaseObjects()))
			.toList();
		String sql = queries.stream().map((query) -> query.text(version)).collect(Collectors.joining(";\n"));
		String oids = catalog.scope().oids();
		CatalogResults results = new CatalogResults(catalog);
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			for (int i = parameters(sql); i > 0; i--) {
				statement.setString(i, oids);
			}
			statement.execute();
			for (CatalogQuery query : queries) {
				try (ResultSet rows = statement.getResultSet()) {
					results.read(query, rows);
				}
				statement.getMoreResults();
			}
		}
	}

	private static int parameters(String sql) {
		return (int) sql.chars().filter((character) -> character == '?').count();
	}

}
