package io.github.dbadapter.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.QualifiedName;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads what the catalog says about tables once and keeps it, until it is told that a
 * table has changed. Safe for concurrent use; at worst a table is read twice.
 */
final class Catalog {

	private final Map<String, TableMetadata> tables = new ConcurrentHashMap<>();

	private final TypeReaders types;

	private volatile boolean allTypesKnown;

	Catalog(TypeReaders types) {
		this.types = types;
	}

	/**
	 * Returns what is remembered.
	 * @param table the table as the caller wrote it
	 * @return its metadata, or {@code null} if it has not been read
	 */
	@Nullable TableMetadata remembered(@Nullable String table) {
		if (table == null) {
			throw new InvalidInputException("No table was named");
		}
		return this.tables.get(table);
	}

	/**
	 * Reads a table.
	 * @param connection connection to ask on
	 * @param table the table as the caller wrote it
	 * @return its metadata as it is now, remembered from then on; fails with
	 * {@link UnknownTableException} if there is no such table
	 */
	Mono<TableMetadata> read(Connection connection, String table) {
		QualifiedName name = QualifiedName.parse(table);
		return text(connection, CatalogQueries.TABLE, Parameters.in(R2dbcType.VARCHAR, name.name().value()),
				schema(name))
			.next()
			.map((document) -> {
				CatalogDocument catalog = new CatalogDocument(document);
				catalog.types().forEach(this.types::learn);
				TableMetadata metadata = catalog.table(name);
				this.tables.put(table, metadata);
				return metadata;
			})
			.switchIfEmpty(Mono.defer(() -> unknown(connection, table)));
	}

	void forget(String table) {
		this.tables.remove(table);
	}

	private Mono<TableMetadata> unknown(Connection connection, String table) {
		this.tables.remove(table);
		return text(connection, CatalogQueries.NAMES).collectList()
			.flatMap((names) -> Mono.error(UnknownTableException.of(table, names)));
	}

	/**
	 * Learns all types that need more than their text, once.
	 * @param connection connection to ask on
	 * @return completes when they are known
	 */
	Mono<Void> learnTypes(Connection connection) {
		if (this.allTypesKnown) {
			return Mono.empty();
		}
		return text(connection, CatalogQueries.TYPES).next().doOnNext((document) -> {
			new CatalogDocument(document).types().forEach(this.types::learn);
			this.allTypesKnown = true;
		}).then();
	}

	private static Parameter schema(QualifiedName name) {
		return (name.schema() != null) ? Parameters.in(R2dbcType.VARCHAR, name.schema().value())
				: Parameters.in(R2dbcType.VARCHAR);
	}

	private static Flux<String> text(Connection connection, String sql, Parameter... parameters) {
		return Flux.defer(() -> {
			Statement statement = connection.createStatement(sql);
			for (int i = 0; i < parameters.length; i++) {
				statement.bind(i, parameters[i]);
			}
			return Flux.from(statement.execute());
		}).concatMap(Catalog::rows);
	}

	private static Flux<String> rows(Result result) {
		return Flux.from(result.map((row) -> String.valueOf(row.get(0, String.class))));
	}

}
