package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.actuate.BackupMetrics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of backups and
 * restores.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BackupAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
public final class BackupMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	BackupMetrics dbAdapterBackupMetrics() {
		return new BackupMetrics();
	}

}
