package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.actuate.SyncMetrics;
import io.github.dbadapter.sync.SyncService;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of sync.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SyncAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(SyncService.class)
public final class SyncMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SyncMetrics dbAdapterSyncMetrics(SyncService service) {
		return new SyncMetrics(service);
	}

}
