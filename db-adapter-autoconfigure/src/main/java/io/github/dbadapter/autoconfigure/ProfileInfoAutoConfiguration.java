package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.actuate.ProfileInfoContributor;
import io.github.dbadapter.profile.Profiles;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that adds the active profile to
 * Actuator's information.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProfileAutoConfiguration.class)
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnEnabledInfoContributor("dbprofile")
public final class ProfileInfoAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ProfileInfoContributor dbAdapterProfileInfoContributor(Profiles profiles) {
		return new ProfileInfoContributor(profiles);
	}

}
