package io.github.dbadapter.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Brings a PostgreSQL of its own when the user names none, so that the sample runs at
 * once: the server keeps its data in a folder, and the profile {@code embedded} points to
 * it. An application of yours has its profiles in {@code application.yml} or
 * {@code db.toml} and needs nothing of this.
 */
class EmbeddedDatabase implements EnvironmentPostProcessor, Ordered {

	private static final String[] USERS_CHOICE = { "db.profile", "DB_PROFILE", "DATABASE_URL", "spring.r2dbc.url" };

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		for (String choice : USERS_CHOICE) {
			if (environment.containsProperty(choice)) {
				return;
			}
		}
		boolean drift = environment.getProperty("demo.drift", Boolean.class, false);
		Path folder = Path.of(environment.getProperty("demo.data-dir", "data/postgres")).toAbsolutePath();
		EmbeddedPostgres server = start(folder);
		application.addListeners((ApplicationListener<ContextClosedEvent>) (event) -> stop(server, event));
		String database = drift ? "shop_drifted" : "shop";
		createDatabase(server, database);
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("db.profile", "embedded");
		properties.put("db.profiles.embedded.url",
				"postgresql://postgres:postgres@localhost:" + server.getPort() + "/" + database);
		properties.put("db.profiles.embedded.description", "PostgreSQL that comes with the sample");
		properties.put("embedded.database.init-mode", "always");
		if (drift) {
			properties.put("spring.sql.init.schema-locations", "classpath:db/schema.sql,classpath:db/drift.sql");
		}
		environment.getPropertySources().addFirst(new MapPropertySource("embeddedDatabase", properties));
	}

	private static EmbeddedPostgres start(Path folder) {
		try {
			Files.createDirectories(folder);
			stopLeftOver(folder.resolve("postmaster.pid"));
			return EmbeddedPostgres.builder()
				.setDataDirectory(folder)
				.setCleanDataDirectory(false)
				.setLocaleConfig("locale", "C.UTF-8")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"Could not start the embedded PostgreSQL in '" + folder
							+ "'. Name a database of yours instead: DATABASE_URL=postgresql://user:password@host/name",
					ex);
		}
	}

	/** The root context is the last to close. */
	private static void stop(EmbeddedPostgres server, ContextClosedEvent event) {
		if (event.getApplicationContext().getParent() != null) {
			return;
		}
		try {
			server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not stop the embedded PostgreSQL", ex);
		}
	}

	/**
	 * A sample that was killed leaves its server running, and that one holds the folder.
	 */
	private static void stopLeftOver(Path pidFile) throws IOException {
		if (!Files.exists(pidFile)) {
			return;
		}
		List<String> lines = Files.readAllLines(pidFile);
		if (lines.size() < 3) {
			return;
		}
		// the number may belong to another process by now
		Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
			.filter((process) -> process.info().command().orElse("").contains("postgres"))
			.filter((process) -> wasStartedAt(process, lines.get(2).strip()));
		server.ifPresent((process) -> {
			process.destroy();
			process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		});
	}

	/** PostgreSQL writes the second in which it began. */
	private static boolean wasStartedAt(ProcessHandle process, String epochSecond) {
		return process.info()
			.startInstant()
			.map((start) -> Math.abs(start.getEpochSecond() - Long.parseLong(epochSecond)) <= 60)
			.orElse(true);
	}

	private static void createDatabase(EmbeddedPostgres server, String name) {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				var query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
			query.setString(1, name);
			if (!query.executeQuery().next()) {
				connection.createStatement().execute("CREATE DATABASE " + name);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create the sample's database", ex);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
