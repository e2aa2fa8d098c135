package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.DatabaseProfile;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.sql.ConnectionParameters;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactories;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Gives the client of each profile. A profile's client and its pool are made when they
 * are first asked for and are shared from then on; no connection is opened before a
 * client is used. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class DatabaseClients {

	private static final String WEB_CLIENT = "org.springframework.web.reactive.function.client.WebClient";

	private final Profiles profiles;

	private final PoolSettings settings;

	private final BiConsumer<String, ConnectionPool> poolListener;

	private final SupabaseClientFactory supabase;

	private final Map<String, DatabaseClient> clients = new HashMap<>();

	private final List<DatabaseClient> owned = new ArrayList<>();

	private boolean closed;

	/**
	 * Creates the registry with default pools.
	 * @param profiles the profiles there are
	 */
	public DatabaseClients(Profiles profiles) {
		this(profiles, PoolSettings.DEFAULT, Map.of(), (profile, pool) -> {
		}, null);
	}

	/**
	 * Creates the registry.
	 * @param profiles the profiles there are
	 * @param settings layout of the pools
	 * @param existing clients that there are already by profile, such as the
	 * application's own; closing the registry leaves them open
	 * @param poolListener is told of each new pool and its profile, for example to bind
	 * metrics
	 * @param supabase makes the clients of Supabase profiles, {@code null} for plain ones
	 */
	public DatabaseClients(Profiles profiles, PoolSettings settings, Map<String, DatabaseClient> existing,
			BiConsumer<String, ConnectionPool> poolListener, @Nullable SupabaseClientFactory supabase) {
		this.profiles = profiles;
		this.settings = settings;
		this.poolListener = poolListener;
		this.supabase = (supabase != null) ? supabase : DatabaseClients::openSupabase;
		this.clients.putAll(existing);
	}

	/**
	 * Returns the client of a profile.
	 * @param profile name of the profile
	 * @return the client, the same one every time
	 * @throws io.github.dbadapter.InvalidInputException if there is no such profile or it
	 * cannot be used
	 * @throws IllegalStateException if the registry has been closed
	 */
	public synchronized DatabaseClient get(String profile) {
		if (this.closed) {
			throw new IllegalStateException("The database clients have been closed");
		}
		DatabaseClient client = this.clients.get(profile);
		if (client == null) {
			client = open(this.profiles.get(profile));
			this.clients.put(profile, client);
			this.owned.add(client);
		}
		return client;
	}

	private DatabaseClient open(DatabaseProfile profile) {
		return (profile.supabase() != null) ? this.supabase.create(profile) : openPostgres(profile);
	}

	private static DatabaseClient openSupabase(DatabaseProfile profile) {
		if (!ClassUtils.isPresent(WEB_CLIENT, DatabaseClients.class.getClassLoader())) {
			throw new InvalidInputException(
					"Profile '%s' reaches Supabase by REST, which needs WebClient: add org.springframework.boot:spring-boot-starter-webclient"
						.formatted(profile.name()));
		}
		return Supabase.client(profile);
	}

	private DatabaseClient openPostgres(DatabaseProfile profile) {
		ConnectionParameters parameters = profile.requiredConnection();
		StoppableFactory factory = new StoppableFactory(ConnectionFactories.get(R2dbcConnections.options(parameters)));
		ConnectionPool pool = this.settings.pool("db-adapter-" + profile.name(), factory);
		this.poolListener.accept(profile.name(), pool);
		Mono<Void> closing = Mono.<Void>fromRunnable(factory::stop).then(pool.disposeLater()).then(factory.whenQuiet());
		return new PostgresDatabaseClient(pool, parameters, closing);
	}

	/**
	 * Closes the clients that were made here, and their pools. May be called again.
	 * @return completes when all are closed, also if closing one fails
	 */
	public Mono<Void> close() {
		return Flux.defer(() -> Flux.fromIterable(stop())).flatMapDelayError(DatabaseClient::close, 16, 16).then();
	}

	private synchronized List<DatabaseClient> stop() {
		this.closed = true;
		List<DatabaseClient> stopped = List.copyOf(this.owned);
		this.owned.clear();
		return stopped;
	}

	/** Loaded only where there is a WebClient. */
	private static final class Supabase {

		static DatabaseClient client(DatabaseProfile profile) {
			return new SupabaseDatabaseClient(WebClient.builder(), SupabaseSettings.of(profile));
		}

	}

}
