package io.github.dbadapter.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.NoProfileException;
import io.github.dbadapter.profile.ProfileSelection;
import io.github.dbadapter.profile.Profiles;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("db.lock-file=none", "db.profiles.local.url=postgresql://app:pw@db:6432/shop");

	@Test
	void theActiveProfileBecomesTheConnectionDetails() {
		this.runner.run((context) -> {
			ConnectionFactoryOptions options = context.getBean(R2dbcConnectionDetails.class)
				.getConnectionFactoryOptions();
			assertThat(options.getValue(ConnectionFactoryOptions.HOST)).isEqualTo("db");
			assertThat(options.getValue(ConnectionFactoryOptions.PORT)).isEqualTo(6432);
			assertThat(options.getValue(ConnectionFactoryOptions.PASSWORD)).hasToString("pw");
		});
	}

	@Test
	void withoutActuator() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Profiles.class));
	}

	@Test
	void withoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ConnectionFactory.class));
	}

	@Test
	void withoutWebClientAndWebFlux() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.web", "org.springframework.boot.webclient",
					"org.springframework.boot.webflux"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ConnectionFactory.class));
	}

	@Test
	void withoutJdbcSupport() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.jdbc", "org.springframework.boot.jdbc"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ConnectionFactory.class));
	}

	@Test
	void withoutHealth() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Profiles.class));
	}

	@Test
	void profilesOfTheApplicationAreKept() {
		this.runner.withUserConfiguration(OwnProfiles.class)
			.run((context) -> assertThat(context).getBean(Profiles.class).hasToString("Profiles[]"));
	}

	@Test
	void withoutAProfileTheDetailsTellOnlyWhoAsksThem() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ProfileAutoConfiguration.class, ProfileR2dbcAutoConfiguration.class))
			.withPropertyValues("db.lock-file=none")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThatExceptionOfType(NoProfileException.class)
					.isThrownBy(() -> context.getBean(R2dbcConnectionDetails.class).getConnectionFactoryOptions());
			});
	}

	@Configuration(proxyBeanMethods = false)
	@Import(OurSelector.class)
	static class Application {

	}

	/** Selects as in an application, where the class path is asked before a class. */
	static class OurSelector extends AutoConfigurationImportSelector {

		@Override
		protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
				@Nullable AnnotationAttributes attributes) {
			List<String> names = new ArrayList<>(
					ImportCandidates.load(AutoConfiguration.class, getBeanClassLoader()).getCandidates());
			names.removeIf((name) -> !name.startsWith("io.github.dbadapter."));
			names.add(R2dbcAutoConfiguration.class.getName());
			return names;
		}

		@Override
		protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
			return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProfiles {

		@Bean
		Profiles profiles() {
			return new Profiles(Map.of(), ProfileSelection.NONE, LockFile.none());
		}

	}

}
