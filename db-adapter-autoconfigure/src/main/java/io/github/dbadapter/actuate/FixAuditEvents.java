package io.github.dbadapter.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dbadapter.schema.fix.SchemaFixedEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

/**
 * Makes an audit event of type {@code DB_SCHEMA_FIX} of each attempt to apply a plan.
 *
 * @since 0.1.0
 */
public class FixAuditEvents {

	/**
	 * Type of the audit events.
	 */
	public static final String TYPE = "DB_SCHEMA_FIX";

	private final ApplicationEventPublisher events;

	public FixAuditEvents(ApplicationEventPublisher events) {
		this.events = events;
	}

	@EventListener
	void publish(SchemaFixedEvent event) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("profile", String.valueOf(event.profile()));
		data.put("plan", event.plan());
		data.put("outcome", event.outcome().name());
		if (event.reason() != null) {
			data.put("reason", event.reason().name());
		}
		data.put("statements", event.statements());
		this.events
			.publishEvent(new AuditApplicationEvent((event.principal() != null) ? event.principal() : "", TYPE, data));
	}

}
