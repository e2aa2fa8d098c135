package io.github.dbadapter.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.test.TestDatabase;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The part of PostgREST's interface that its documentation describes under "Tables and
 * Views", "Pagination and Count", "Prefer Header", "Schemas", "OpenAPI" and "Errors", on
 * a real database. Like Supabase it gives a limited number of rows at once and wants a
 * key.
 */
public final class PostgrestServer implements AutoCloseable {

	public static final String KEY = "the-anon-key";

	static final int MAX_ROWS = 300;

	private final TestDatabase database;

	private final DisposableServer server;

	private final AtomicInteger refusals = new AtomicInteger();

	/** What was asked, as {@code METHOD path}, and the header fields that matter. */
	public final List<String> requests = new CopyOnWriteArrayList<>();

	public final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();

	volatile boolean describes = true;

	public PostgrestServer(TestDatabase database) {
		this.database = database;
		// Kept alive, a connection may never be read again (reactor-netty#4361)
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.maxKeepAliveRequests(1)
			.handle(this::handle)
			.bindNow();
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.port();
	}

	/** The next requests are refused as by a server that is starting. */
	void refuse(int requests) {
		this.refusals.set(requests);
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		Map<String, String> fields = new LinkedHashMap<>();
		request.requestHeaders().forEach((field) -> fields.put(field.getKey().toLowerCase(), field.getValue()));
		this.requests.add(request.method() + " " + request.uri());
		this.headers.add(fields);
		return request.receive()
			.aggregate()
			.asString()
			.defaultIfEmpty("")
			.publishOn(Schedulers.boundedElastic())
			.map((body) -> answer(request, fields, body))
			.flatMap((answer) -> {
				response.status(answer.status()).header("Content-Type", "application/json; charset=utf-8");
				if (answer.range() != null) {
					response.header("Content-Range", answer.range());
				}
				return Mono.from(request.method().equals(HttpMethod.HEAD) ? response.send()
						: response.sendString(Mono.just(answer.body())));
			});
	}

	private Answer answer(HttpServerRequest request, Map<String, String> fields, String body) {
		if (this.refusals.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			return error(503, "PGRST002", "Could not query the database for the schema cache. Retrying.", null, null);
		}
		if (!KEY.equals(fields.get("apikey"))) {
			return new Answer(401, "{\"message\":\"Invalid API key\"}", null);
		}
		if (String.valueOf(fields.get("authorization")).endsWith("expired")) {
			return error(401, "PGRST301", "JWT expired", null, null);
		}
		String schema = fields.getOrDefault(isSafe(request) ? "accept-profile" : "content-profile", "public");
		String[] parts = request.uri().split("\\?", 2);
		String table = decode(parts[0].substring("/rest/v1/".length()));
		Map<String, String> query = new LinkedHashMap<>();
		if (parts.length > 1) {
			for (String parameter : parts[1].split("&")) {
				String[] pair = parameter.split("=", 2);
				query.put(decode(pair[0]), decode(pair[1]));
			}
		}
		try (Connection connection = this.database.connect()) {
			if (table.isEmpty()) {
				return this.describes
						? new Answer(200, value(connection, PostgrestSql.OPEN_API.formatted(literal(schema))), null)
						: new Answer(403, "{\"message\":\"Access to the OpenAPI description is restricted\"}", null);
			}
			return new Request(connection, schema, table, query, fields.getOrDefault("prefer", ""))
				.run(request.method(), body);
		}
		catch (SQLException ex) {
			return failed(ex);
		}
		catch (Refused ex) {
			return ex.answer;
		}
	}

	private static boolean isSafe(HttpServerRequest request) {
		return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	static String quoted(String name) {
		return new Identifier(name).quoted();
	}

	private static String value(Connection connection, String sql, String... parameters) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			try (ResultSet result = statement.executeQuery()) {
				result.next();
				return String.valueOf(result.getString(1));
			}
		}
	}

	private static Answer failed(SQLException failure) {
		ServerErrorMessage server = (failure instanceof PSQLException postgres) ? postgres.getServerErrorMessage()
				: null;
		String state = String.valueOf(failure.getSQLState());
		int status = state.equals("23503") || state.equals("23505") ? 409
				: state.equals("42501") ? 403 : state.equals("42P01") ? 404 : state.equals("57014") ? 500 : 400;
		return (server != null)
				? error(status, state, String.valueOf(server.getMessage()), server.getDetail(), server.getHint())
				: error(500, state, String.valueOf(failure.getMessage()), null, null);
	}

	private static Answer error(int status, String code, String message, @Nullable String details,
			@Nullable String hint) {
		Map<String, @Nullable Object> error = new LinkedHashMap<>();
		error.put("code", code);
		error.put("details", details);
		error.put("hint", hint);
		error.put("message", message);
		return new Answer(status, JsonText.write(error), null);
	}

	private record Answer(int status, String body, @Nullable String range) {

	}

	private static final class Refused extends RuntimeException {

		private final transient Answer answer;

		Refused(Answer answer) {
			super(answer.body());
			this.answer = answer;
		}

	}

	/** One request on one table. */
	private static final class Request {

		private final Connection connection;

		private final String schema;

		private final String table;

		private final Map<String, String> query;

		private final String prefer;

		private final List<String> known;

		Request(Connection connection, String schema, String table, Map<String, String> query, String prefer)
				throws SQLException {
			this.connection = connection;
			this.schema = schema;
			this.table = table;
			this.query = query;
			this.prefer = prefer;
			String columns = value(connection,
					"SELECT string_agg(column_name, chr(31)) FROM information_schema.columns "
							+ "WHERE table_schema = ? AND table_name = ?",
					schema, table);
			if (columns.equals("null")) {
				throw new Refused(error(404, "PGRST205",
						"Could not find the table '%s.%s' in the schema cache".formatted(schema, table), null, null));
			}
			this.known = Arrays.asList(columns.split("\u001f"));
		}

		Answer run(HttpMethod method, String body) throws SQLException {
			return switch (method.name()) {
				case "GET", "HEAD" -> read();
				case "POST" -> insert(body);
				case "PATCH" ->
					changed("UPDATE %s SET %s%s RETURNING *".formatted(name(), assignments(body), where()), 200, body);
				case "DELETE" -> changed("DELETE FROM %s%s RETURNING *".formatted(name(), where()), 200);
				default -> error(405, "PGRST117", "Unsupported HTTP method: " + method, null, null);
			};
		}

		private Answer read() throws SQLException {
			long offset = Long.parseLong(this.query.getOrDefault("offset", "0"));
			long limit = Math.min(MAX_ROWS, Long.parseLong(this.query.getOrDefault("limit", String.valueOf(MAX_ROWS))));
			String from = name() + where();
			String sql = "SELECT coalesce(json_agg(pgrst_row), '[]')::text FROM (SELECT %s FROM %s%s LIMIT %d OFFSET %d) pgrst_row"
				.formatted(select(), from, order(), limit, offset);
			String rows = value(this.connection, sql);
			int count = ((List<?>) JsonText.read(rows)).size();
			String range = (count == 0) ? "*" : offset + "-" + (offset + count - 1);
			if (!this.prefer.contains("count=exact")) {
				return new Answer(200, rows, range + "/*");
			}
			long total = Long.parseLong(value(this.connection, "SELECT count(*) FROM " + from));
			if (offset > total) {
				return new Answer(416,
						error(416, "PGRST103", "Requested range not satisfiable",
								"An offset of %d was requested, but there are only %d rows.".formatted(offset, total),
								null)
							.body(),
						"*/" + total);
			}
			return new Answer((count < total) ? 206 : 200, rows, range + "/" + total);
		}

		private Answer insert(String body) throws SQLException {
			@Nullable String columns = this.query.get("columns");
			for (String column : (columns != null) ? names(columns) : List.<String>of()) {
				if (!this.known.contains(column)) {
					throw new Refused(error(400, "PGRST204",
							"Could not find the '%s' column of '%s' in the schema cache".formatted(column, this.table),
							null, null));
				}
			}
			this.connection.setAutoCommit(false);
			List<String> created = new ArrayList<>();
			Object document = JsonText.read(body);
			List<?> rows = (document instanceof List<?> list) ? list : List.of(document);
			for (Object row : rows) {
				List<String> given = new ArrayList<>();
				((Map<?, ?>) row).keySet().forEach((name) -> given.add(quoted((String) name)));
				String names = String.join(",", given);
				String sql = "INSERT INTO %s (%s) SELECT %s FROM json_populate_record(NULL::%s, ?::json)%s RETURNING *"
					.formatted(name(), names, names, name(), conflict(given));
				created.addAll(returned(sql, JsonText.write(row)));
			}
			this.connection.commit();
			return changed(created, 201);
		}

		private String conflict(List<String> given) throws SQLException {
			if (!this.prefer.contains("resolution=")) {
				return "";
			}
			String key = this.query.containsKey("on_conflict")
					? names(this.query.get("on_conflict")).stream()
						.map(PostgrestServer::quoted)
						.collect(Collectors.joining(","))
					: value(this.connection, PostgrestSql.PRIMARY_KEY.formatted(literal(name())));
			return " ON CONFLICT (" + key + ") DO "
					+ (this.prefer.contains("ignore-duplicates") ? "NOTHING"
							: given.stream()
								.map((name) -> name + " = EXCLUDED." + name)
								.collect(Collectors.joining(", ", "UPDATE SET ", "")));
		}

		private String assignments(String body) {
			String names = JsonText.readObject(body)
				.keySet()
				.stream()
				.map(PostgrestServer::quoted)
				.collect(Collectors.joining(","));
			return "(%1$s) = (SELECT %1$s FROM json_populate_record(NULL::%2$s, ?::json))".formatted(names, name());
		}

		private Answer changed(String sql, int status, String... parameters) throws SQLException {
			return changed(returned(sql, parameters), status);
		}

		private Answer changed(List<String> rows, int status) {
			String range = this.prefer.contains("count=exact") ? "*/" + rows.size() : "*/*";
			boolean returns = this.prefer.contains("return=representation");
			return returns ? new Answer(status, rows.stream().collect(Collectors.joining(",", "[", "]")), range)
					: new Answer((status == 201) ? 201 : 204, "", range);
		}

		private List<String> returned(String sql, String... parameters) throws SQLException {
			String wrapped = "WITH pgrst_source AS (%s) SELECT coalesce(string_agg(row_to_json(pgrst_row)::text, chr(31)), '') FROM (SELECT %s FROM pgrst_source) pgrst_row"
				.formatted(sql, select());
			String rows = value(this.connection, wrapped, parameters);
			return rows.isEmpty() ? List.of() : List.of(rows.split("\u001f"));
		}

		private String name() {
			return quoted(this.schema) + "." + quoted(this.table);
		}

		private String select() {
			return PostgrestSql.columns(this.query.getOrDefault("select", "*"));
		}

		private String order() {
			@Nullable String order = this.query.get("order");
			return (order != null) ? " ORDER BY " + PostgrestSql.order(order) : "";
		}

		private String where() {
			@Nullable String and = this.query.get("and");
			return (and != null) ? " WHERE " + new PostgrestSql("and" + and).condition() : "";
		}

		private static List<String> names(String list) {
			return NameList.columns(list);
		}

	}

}
