package io.github.dbadapter.autoconfigure;

import java.nio.file.Path;

import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.backup.BackupServices;
import io.github.dbadapter.backup.RestoreService;
import io.github.dbadapter.backup.job.BackupFolder;
import io.github.dbadapter.backup.job.Retention;
import io.github.dbadapter.profile.Profiles;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for backup and restore. The services
 * look their database up when they are used: an application without a profile starts, and
 * a backup then fails and says why.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProfileAutoConfiguration.class)
@EnableConfigurationProperties(DbBackupProperties.class)
public final class BackupAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	BackupServices dbAdapterBackupServices(Profiles profiles, DbBackupProperties properties,
			ApplicationEventPublisher publisher) {
		return new BackupServices(profiles, properties.defaults(), publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	BackupService dbAdapterBackupService(BackupServices services) {
		return services.backup(null);
	}

	@Bean
	@ConditionalOnMissingBean
	RestoreService dbAdapterRestoreService(BackupServices services) {
		return services.restore(null);
	}

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnBackupDirectoryCondition.class)
	BackupFolder dbAdapterBackupFolder(DbBackupProperties properties) {
		return new BackupFolder(Path.of(String.valueOf(properties.directory())));
	}

	@Bean
	@ConditionalOnMissingBean
	Retention dbAdapterBackupRetention(DbBackupProperties properties) {
		return new Retention(properties.keep(), properties.maxAge());
	}

}
