package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.profile.Profiles;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps the profiles' secrets out
 * of Actuator's endpoints.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProfileAutoConfiguration.class)
@ConditionalOnClass(SanitizingFunction.class)
public final class SanitizingAutoConfiguration {

	@Bean
	SecretSanitizer dbAdapterSecretSanitizer(Profiles profiles) {
		return new SecretSanitizer(profiles);
	}

}
