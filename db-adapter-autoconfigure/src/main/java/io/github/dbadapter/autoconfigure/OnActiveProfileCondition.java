package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.r2dbc.EmbeddedDatabaseConnection;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * Matches when the active profile shall be the database of a reactive application, also
 * if the profile turns out to be unusable: that is then an error that tells what to do,
 * and never a quiet step to another database.
 */
class OnActiveProfileCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Active profile");
		Environment environment = context.getEnvironment();
		Assert.state(context.getBeanFactory() != null, "The beans are not known");
		DataAccess access = DataAccess.detect(environment, context.getBeanFactory());
		if (access != DataAccess.R2DBC) {
			return ConditionOutcome.noMatch(message.because("the application uses " + access));
		}
		Profiles profiles = ConfiguredProfiles.read(environment);
		if (DataAccess.hasR2dbcUrl(environment)) {
			return isConfigured(profiles) ? ConditionOutcome.match(message.because("a profile is configured"))
					: ConditionOutcome.noMatch(message.because("spring.r2dbc.url is set and no profile is configured"));
		}
		if (isAbsent(profiles)
				&& EmbeddedDatabaseConnection.get(context.getClassLoader()) != EmbeddedDatabaseConnection.NONE) {
			return ConditionOutcome.noMatch(message.because("there is an embedded database and no profile"));
		}
		return ConditionOutcome.match(message.because("nothing else says which database to use"));
	}

	/**
	 * The variable {@code DATABASE_URL} alone does not count against the application's
	 * own {@code spring.r2dbc.url}: many platforms set it for everybody.
	 */
	private static boolean isConfigured(Profiles profiles) {
		return profiles.selection().name() != null || (!profiles.names().isEmpty() && !isAbsent(profiles));
	}

	private static boolean isAbsent(Profiles profiles) {
		try {
			return profiles.find(null) == null;
		}
		catch (InvalidInputException ex) {
			return false;
		}
	}

}
