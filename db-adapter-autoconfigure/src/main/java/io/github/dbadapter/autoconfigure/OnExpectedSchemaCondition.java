package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.schema.source.ExpectedSchemaSource;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * Matches when something says what the schema is expected to be.
 */
class OnExpectedSchemaCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Expected schema");
		Assert.state(context.getBeanFactory() != null, "The beans are not known");
		DbSchemaProperties properties = Binder.get(context.getEnvironment())
			.bindOrCreate("db.schema", Bindable.of(DbSchemaProperties.class),
					new StrayVariableBindHandler(BindHandler.DEFAULT, context.getEnvironment()));
		if (properties.expectations() > 0
				|| context.getBeanFactory().getBeanNamesForType(ExpectedSchemaSource.class, true, false).length > 0) {
			return ConditionOutcome.match(message.because("one is configured"));
		}
		return ConditionOutcome.noMatch(message.because("none is configured"));
	}

}
