package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.ProfileSelection;
import io.github.dbadapter.profile.Profiles;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Makes the profiles of what the environment says, long before there are beans.
 */
final class ConfiguredProfiles {

	private static final ConfigurationPropertyName PROFILE = ConfigurationPropertyName.of("db.profile");

	private final Environment environment;

	private final String prefix;

	private ConfiguredProfiles(Environment environment, String prefix) {
		this.environment = environment;
		this.prefix = prefix;
	}

	static Profiles read(Environment environment) {
		return read(environment, properties(environment));
	}

	static Profiles read(Environment environment, DbProperties properties) {
		String prefix = properties.envPrefix().strip();
		String underscored = prefix.isEmpty() || prefix.endsWith("_") ? prefix : prefix + "_";
		return new Profiles(properties.definitions(), new ConfiguredProfiles(environment, underscored).selection(),
				LockFile.of(properties.lockFile()));
	}

	private static DbProperties properties(Environment environment) {
		return Binder.get(environment)
			.bindOrCreate("db", Bindable.of(DbProperties.class),
					new StrayVariableBindHandler(BindHandler.DEFAULT, environment));
	}

	private ProfileSelection selection() {
		String databaseUrl = this.environment.getProperty(this.prefix + "DATABASE_URL");
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				ProfileSelection selection = selection(source, databaseUrl);
				if (selection != null && selection.name() != null) {
					return selection;
				}
			}
		}
		return new ProfileSelection(null, PROFILE.toString(), databaseUrl, this.prefix);
	}

	/**
	 * Asks one source after the other, as the environment itself does, because the
	 * property and the variable are one question: whichever source has more weight
	 * decides.
	 */
	private @Nullable ProfileSelection selection(PropertySource<?> source, @Nullable String databaseUrl) {
		if (ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
			return null;
		}
		Object variable = source.getProperty(this.prefix + "DB_PROFILE");
		if (variable != null) {
			return new ProfileSelection(resolve(variable), this.prefix + "DB_PROFILE", databaseUrl, this.prefix);
		}
		if (source instanceof SystemEnvironmentPropertySource && !this.prefix.isEmpty()) {
			return null;
		}
		ConfigurationPropertySource properties = ConfigurationPropertySource.from(source);
		ConfigurationProperty property = (properties != null) ? properties.getConfigurationProperty(PROFILE) : null;
		return (property != null)
				? new ProfileSelection(resolve(property.getValue()), PROFILE.toString(), databaseUrl, this.prefix)
				: null;
	}

	private String resolve(Object value) {
		return this.environment.resolvePlaceholders(value.toString());
	}

}
