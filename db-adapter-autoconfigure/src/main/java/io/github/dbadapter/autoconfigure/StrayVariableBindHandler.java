package io.github.dbadapter.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Ignores environment variables whose names happen to be those of our property groups:
 * {@code DB_SCHEMA=public} is the value of {@code db.schema} for Spring Boot, which is a
 * group and has none. The same mistake in a file is still reported.
 */
final class StrayVariableBindHandler extends AbstractBindHandler {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("db");

	private final Environment environment;

	StrayVariableBindHandler(BindHandler parent, Environment environment) {
		super(parent);
		this.environment = environment;
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		if (error instanceof ConversionException && isOurs(name) && isGroup(target) && isVariable(name, context)) {
			return bindWithout(name, target, context);
		}
		return super.onFailure(name, target, context, error);
	}

	/** Everything else that is said about the group still counts. */
	private @Nullable Object bindWithout(ConfigurationPropertyName stray, Bindable<?> target, BindContext context) {
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		context.getSources().forEach((source) -> sources.add(source.filter((name) -> !name.equals(stray))));
		Binder binder = new Binder(sources, new PropertySourcesPlaceholdersResolver(this.environment));
		return (context.getDepth() == 0) ? binder.bindOrCreate(stray.toString(), target, this)
				: binder.bind(stray, target, this).orElse(null);
	}

	private static boolean isOurs(ConfigurationPropertyName name) {
		return ROOT.equals(name) || ROOT.isAncestorOf(name);
	}

	private static boolean isGroup(Bindable<?> target) {
		ResolvableType element = target.getType().asCollection();
		Class<?> type = ((element != ResolvableType.NONE) ? element.getGeneric() : target.getType())
			.resolve(Object.class);
		return Map.class.isAssignableFrom(type)
				|| ClassUtils.getPackageName(type).startsWith("io.github.dbadapter") && !type.isEnum();
	}

	/** The context forgets the property while it tries to bind the group's members. */
	private static boolean isVariable(ConfigurationPropertyName name, BindContext context) {
		for (ConfigurationPropertySource source : context.getSources()) {
			if (source.getConfigurationProperty(name) != null) {
				return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
			}
		}
		return false;
	}

}
