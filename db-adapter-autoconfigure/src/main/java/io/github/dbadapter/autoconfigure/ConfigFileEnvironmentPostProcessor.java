package io.github.dbadapter.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.LockFile;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Adds the {@code db.toml} of the working directory below the application's own
 * properties.
 */
class ConfigFileEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String PROPERTY = "db.config-file";

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		String configured = environment.getProperty(PROPERTY, "").strip();
		Path path = Path.of(configured.isEmpty() ? ConfigFile.DEFAULT_NAME : configured);
		if (configured.equalsIgnoreCase(LockFile.NONE)) {
			return;
		}
		if (Files.exists(path)) {
			add(environment.getPropertySources(),
					new OriginTrackedMapPropertySource("Config file '" + path + "'", ConfigFile.read(path), true));
		}
		else if (!configured.isEmpty()) {
			throw new InvalidInputException(
					"There is no file %s, which is named by %s".formatted(path.toAbsolutePath(), PROPERTY));
		}
	}

	private static void add(MutablePropertySources sources, PropertySource<?> file) {
		if (sources.contains(DefaultPropertiesPropertySource.NAME)) {
			sources.addBefore(DefaultPropertiesPropertySource.NAME, file);
		}
		else {
			sources.addLast(file);
		}
	}

}
