package io.github.dbadapter.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Sends requests to PostgREST and knows its tables. Safe for concurrent use.
 */
final class PostgrestExchange {

	private static final Duration NOT_OFFERED = Duration.ofMinutes(5);

	private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

	private static final int RETRIES = 3;

	private static final Duration BACKOFF = Duration.ofMillis(200);

	private final WebClient web;

	private final SupabaseSettings settings;

	private final PostgrestFailures failures;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Map<String, Mono<Map<String, @Nullable Object>>> descriptions = new ConcurrentHashMap<>();

	PostgrestExchange(WebClient.Builder builder, SupabaseSettings settings) {
		this.web = builder.clone().codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(-1)).build();
		this.settings = settings;
		this.failures = new PostgrestFailures(settings.url());
	}

	/**
	 * Sends a request.
	 * @param purpose what it is for, completing "Could not …"
	 * @param request the request
	 * @param table the table, if it is known
	 * @return the answer; only a request that changes nothing is tried again when the
	 * server cannot be reached
	 */
	Mono<Answer> send(String purpose, PostgrestRequest request, @Nullable TableMetadata table) {
		Mono<Answer> once = this.settings.token()
			.defaultIfEmpty((this.settings.key() != null) ? this.settings.key() : "")
			.flatMap((token) -> request(request, token).exchangeToMono((response) -> answer(purpose, response, table)))
			.timeout(this.settings.timeout())
			.onErrorMap(PostgrestExchange::isUnreachable, (ex) -> this.failures.unreachable(root(ex)));
		Mono<Answer> sent = request.isSafe() ? once.retryWhen(Retry.backoff(RETRIES, BACKOFF)
			.filter(PostgrestExchange::isWorthRetrying)
			.onRetryExhaustedThrow((retry, signal) -> signal.failure())) : once;
		return Mono.defer(() -> this.closed.get()
				? Mono
					.error(new IllegalStateException("The client of %s has been closed".formatted(this.settings.url())))
				: sent);
	}

	private WebClient.RequestHeadersSpec<?> request(PostgrestRequest request, String token) {
		WebClient.RequestBodySpec spec = this.web.method(request.method())
			.uri(request.uri(this.settings.url()))
			.accept(MediaType.APPLICATION_JSON)
			.headers((headers) -> headers(headers, request, token));
		return (request.body() != null) ? spec.contentType(MediaType.APPLICATION_JSON).bodyValue(request.body()) : spec;
	}

	private void headers(HttpHeaders headers, PostgrestRequest request, String token) {
		if (this.settings.key() != null) {
			headers.set("apikey", this.settings.key());
		}
		if (!token.isEmpty()) {
			headers.setBearerAuth(token);
		}
		if (!request.preferences().isEmpty()) {
			headers.set("Prefer", request.preferences());
		}
		if (request.schema() != null) {
			headers.set(request.isSafe() ? "Accept-Profile" : "Content-Profile", request.schema());
		}
	}

	private Mono<Answer> answer(String purpose, ClientResponse response, @Nullable TableMetadata table) {
		int status = response.statusCode().value();
		String range = String.join("", response.headers().header(HttpHeaders.CONTENT_RANGE));
		return response.bodyToMono(String.class).defaultIfEmpty("").flatMap((body) -> {
			boolean beyondTheEnd = status == 416;
			if (response.statusCode().is2xxSuccessful() || beyondTheEnd) {
				return Mono.just(new Answer(beyondTheEnd ? "" : body, total(range)));
			}
			return Mono.error(this.failures.translate(purpose, status, body, table));
		});
	}

	/** The number behind the slash of {@code 0-24/3573}, −1 if it is an asterisk. */
	private static long total(String range) {
		String total = range.substring(range.indexOf('/') + 1);
		return total.matches("\\d+") ? Long.parseLong(total) : -1;
	}

	private static boolean isUnreachable(Throwable failure) {
		return failure instanceof WebClientRequestException || failure instanceof TimeoutException
				|| failure instanceof IOException;
	}

	private static boolean isWorthRetrying(Throwable failure) {
		return failure instanceof DatabaseUnavailableException unavailable && !unavailable.isLoginRefused();
	}

	private static Throwable root(Throwable failure) {
		return (failure.getCause() != null) ? failure.getCause() : failure;
	}

	/**
	 * Finds a table in PostgREST's description of itself, which is asked for when it is
	 * first needed, and once more when the table is not in it.
	 * @param table the table as the caller wrote it
	 * @param isFresh whether the description must be as it is now
	 * @return its metadata; where the description is not to be had, metadata that lets
	 * everything pass
	 */
	Mono<TableMetadata> table(String table, boolean isFresh) {
		return Mono.defer(() -> {
			QualifiedName name = QualifiedName.parse(table);
			String schema = (name.schema() != null) ? name.schema().value() : "";
			if (isFresh) {
				this.descriptions.remove(schema);
			}
			return this.descriptions.computeIfAbsent(schema, (key) -> describe(name)).flatMap((openApi) -> {
				if (openApi.isEmpty()) {
					return Mono.just(TableMetadata.unknown(name));
				}
				@Nullable TableMetadata metadata = PostgrestTypes.table(openApi, name);
				if (metadata != null) {
					return Mono.just(metadata);
				}
				return isFresh ? Mono.error(UnknownTableException.of(table, PostgrestTypes.names(openApi)))
						: table(table, true);
			});
		});
	}

	/**
	 * Concurrent users share one request; a failure is not kept, and that there is no
	 * description for this key only for a while.
	 */
	private Mono<Map<String, @Nullable Object>> describe(QualifiedName table) {
		PostgrestRequest request = PostgrestRequest.description(table);
		return send("read the description of the tables", request, null)
			.map((answer) -> JsonText.readObject(answer.body()))
			.onErrorResume(PostgrestExchange::isNotOffered, (ex) -> Mono.just(Map.of()))
			.cache((openApi) -> openApi.isEmpty() ? NOT_OFFERED : FOREVER, (failure) -> Duration.ZERO,
					() -> Duration.ZERO);
	}

	private static boolean isNotOffered(Throwable failure) {
		return failure instanceof DataAccessException || (failure instanceof DatabaseUnavailableException unavailable
				&& unavailable.isLoginRefused() && !PostgrestFailures.isAboutToken(unavailable.getCause()));
	}

	void close() {
		this.closed.set(true);
	}

	/**
	 * What came back.
	 *
	 * @param body the body, empty if there is none
	 * @param total number of rows in question, negative if it was not asked for
	 */
	record Answer(String body, long total) {

		long requiredTotal() {
			if (this.total < 0) {
				throw new InvalidDataAccessResourceUsageException(
						"The answer does not tell how many rows there are: its Content-Range header has been removed on the way");
			}
			return this.total;
		}

	}

}
