package io.github.dbadapter.autoconfigure;

import java.util.Map;
import java.util.function.BiConsumer;

import io.github.dbadapter.client.DatabaseClient;
import io.github.dbadapter.client.DatabaseClients;
import io.github.dbadapter.client.PoolSettings;
import io.github.dbadapter.client.SupabaseClientFactory;
import io.github.dbadapter.client.SupabaseDatabaseClient;
import io.github.dbadapter.client.SupabaseSettings;
import io.github.dbadapter.profile.ProfileOrigin;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.metrics.ConnectionPoolMetrics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the client of the application's
 * database and the clients of all other profiles.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProfileAutoConfiguration.class, R2dbcAutoConfiguration.class })
public final class ClientAutoConfiguration {

	static final String CLIENT_BEAN = "dbAdapterDatabaseClient";

	/**
	 * Makes the client of the application's own pool, which outlives it.
	 */
	@Bean(CLIENT_BEAN)
	@ConditionalOnSingleCandidate(ConnectionFactory.class)
	@ConditionalOnMissingBean
	DatabaseClient dbAdapterDatabaseClient(ConnectionFactory connectionFactory, Profiles profiles,
			ObjectProvider<R2dbcConnectionDetails> details) {
		ResolvedProfile active = ofApplication(profiles, details);
		return (active != null && active.profile().connection() != null)
				? DatabaseClient.create(connectionFactory, active.profile().connection())
				: DatabaseClient.create(connectionFactory);
	}

	/**
	 * Makes the client of a Supabase profile when somebody wants it: one who only checks
	 * the schema over the direct connection needs no {@code WebClient}.
	 */
	@Bean(CLIENT_BEAN)
	@Lazy
	@Conditional(OnSupabaseProfileCondition.class)
	@ConditionalOnMissingBean({ DatabaseClient.class, ConnectionFactory.class })
	DatabaseClient dbAdapterSupabaseClient(DatabaseClients clients, Profiles profiles) {
		return clients.get(profiles.resolve(null).name());
	}

	@Bean
	@ConditionalOnMissingBean
	DatabaseClients dbAdapterDatabaseClients(Profiles profiles, ObjectProvider<DatabaseClient> client,
			ObjectProvider<R2dbcConnectionDetails> details, ObjectProvider<PoolListener> poolListener,
			ObjectProvider<SupabaseClientFactory> supabase) {
		return new DatabaseClients(profiles, PoolSettings.DEFAULT, existing(ofApplication(profiles, details), client),
				poolListener.getIfAvailable(() -> (profile, pool) -> {
				}), supabase.getIfAvailable());
	}

	/**
	 * The active profile, if it is sure to be what the application's pool is connected
	 * to: with a connection factory of the application's own a named profile need not be.
	 */
	private static @Nullable ResolvedProfile ofApplication(Profiles profiles,
			ObjectProvider<R2dbcConnectionDetails> details) {
		ResolvedProfile active = ActiveProfile.find(profiles);
		boolean same = active != null && (active.origin().kind() == ProfileOrigin.Kind.APPLICATION
				|| details.getIfUnique() instanceof ProfileConnectionDetails);
		return same ? active : null;
	}

	private static Map<String, DatabaseClient> existing(@Nullable ResolvedProfile active,
			ObjectProvider<DatabaseClient> client) {
		DatabaseClient existing = (active != null) ? client.getIfUnique() : null;
		return (active != null && existing != null) ? Map.of(active.name(), existing) : Map.of();
	}

	/**
	 * Is told of the pools of other profiles.
	 */
	interface PoolListener extends BiConsumer<String, ConnectionPool> {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ MeterRegistry.class, ConnectionPoolMetrics.class })
	static class Metrics {

		@Bean
		PoolListener dbAdapterPoolMetrics(ObjectProvider<MeterRegistry> registries) {
			return (profile, pool) -> registries.orderedStream()
				.forEach((registry) -> new ConnectionPoolMetrics(pool, "db-adapter-" + profile, Tags.empty())
					.bindTo(registry));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClient.class)
	static class Supabase {

		@Bean
		@ConditionalOnMissingBean
		SupabaseClientFactory dbAdapterSupabaseClients(ObjectProvider<WebClient.Builder> builders) {
			return (profile) -> new SupabaseDatabaseClient(builders.getIfUnique(WebClient::builder),
					SupabaseSettings.of(profile));
		}

	}

}
