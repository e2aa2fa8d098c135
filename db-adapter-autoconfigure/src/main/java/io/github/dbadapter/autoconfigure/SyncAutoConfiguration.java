package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.sync.SyncService;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for sync.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProfileAutoConfiguration.class)
@EnableConfigurationProperties({ DbSyncProperties.class, DbBackupProperties.class })
public final class SyncAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SyncService dbAdapterSyncService(Profiles profiles, DbSyncProperties properties, DbBackupProperties backup) {
		return new SyncService(profiles, properties.request(backup.defaults().schema()));
	}

}
