package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.actuate.FixAuditEvents;

import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for audit events of fixes, in
 * applications that keep such events.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SchemaFixAutoConfiguration.class)
@ConditionalOnClass(AuditEventRepository.class)
@ConditionalOnBean(AuditEventRepository.class)
public final class SchemaFixAuditAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FixAuditEvents dbAdapterFixAuditEvents(ApplicationEventPublisher events) {
		return new FixAuditEvents(events);
	}

}
