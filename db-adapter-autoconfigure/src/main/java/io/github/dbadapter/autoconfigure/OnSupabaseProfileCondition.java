package io.github.dbadapter.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * Matches when the active profile is one of Supabase. Beside a {@code DataSource} it is
 * only active when it is named, as with any other profile.
 */
class OnSupabaseProfileCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Supabase profile");
		Environment environment = context.getEnvironment();
		Assert.state(context.getBeanFactory() != null, "The beans are not known");
		if (!DataAccess.isRest(environment)) {
			return ConditionOutcome.noMatch(message.because("the active profile is none of Supabase"));
		}
		DataAccess access = DataAccess.detect(environment, context.getBeanFactory());
		boolean named = ConfiguredProfiles.read(environment).selection().name() != null
				&& !ServiceConnections.provideJdbc(context.getBeanFactory());
		boolean match = access == DataAccess.REST || (access == DataAccess.JDBC && named);
		return new ConditionOutcome(match, message.because("the application uses " + access));
	}

}
