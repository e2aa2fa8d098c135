package io.github.dbadapter.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * One request on one table, put together step by step.
 */
final class PostgrestRequest {

	private final HttpMethod method;

	private final String path;

	private final @Nullable Identifier schema;

	private final Map<String, String> query = new LinkedHashMap<>();

	private final List<String> preferences = new ArrayList<>();

	private @Nullable String body;

	PostgrestRequest(HttpMethod method, QualifiedName table) {
		this(method, encoded(table.name().value()), table.schema());
	}

	private PostgrestRequest(HttpMethod method, String path, @Nullable Identifier schema) {
		this.method = method;
		this.path = path;
		this.schema = schema;
	}

	/**
	 * Asks for the description of all tables of one schema.
	 * @param table one of its tables
	 * @return the request
	 */
	static PostgrestRequest description(QualifiedName table) {
		return new PostgrestRequest(HttpMethod.GET, "", table.schema());
	}

	PostgrestRequest query(String name, String value) {
		this.query.put(name, value);
		return this;
	}

	PostgrestRequest where(TableMetadata metadata, Condition condition) {
		return condition.isEmpty() ? this : query("and", new PostgrestFilter(metadata).and(condition));
	}

	/** Columns whose JSON would differ from their text are asked for as text. */
	PostgrestRequest select(TableMetadata metadata, List<String> columns) {
		boolean asText = metadata.columns().values().stream().anyMatch(PostgrestTypes::isAskedAsText);
		if (columns.isEmpty() && !asText) {
			return query("select", "*");
		}
		List<String> names = new ArrayList<>();
		for (String name : columns.isEmpty() ? metadata.columns().keySet() : columns) {
			boolean cast = metadata.isKnown() && PostgrestTypes.isAskedAsText(metadata.column(name));
			names.add(PostgrestFilter.quoted(name) + (cast ? "::text" : ""));
		}
		return query("select", String.join(",", names));
	}

	PostgrestRequest prefer(String preference) {
		this.preferences.add(preference);
		return this;
	}

	PostgrestRequest body(String body) {
		this.body = body;
		return this;
	}

	HttpMethod method() {
		return this.method;
	}

	boolean isSafe() {
		return this.method == HttpMethod.GET || this.method == HttpMethod.HEAD;
	}

	@Nullable String body() {
		return this.body;
	}

	String preferences() {
		return String.join(",", this.preferences);
	}

	@Nullable String schema() {
		return (this.schema != null) ? this.schema.value() : null;
	}

	URI uri(String url) {
		StringBuilder uri = new StringBuilder(url).append("/rest/v1/").append(this.path);
		char separator = '?';
		for (Map.Entry<String, String> parameter : this.query.entrySet()) {
			uri.append(separator).append(parameter.getKey()).append('=').append(encoded(parameter.getValue()));
			separator = '&';
		}
		return URI.create(uri.toString());
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
