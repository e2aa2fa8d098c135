package io.github.dbadapter.autoconfigure;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.dbadapter.autoconfigure.DbSchemaProperties.OnDrift;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.validate.DriftReport;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.SchemaDriftException;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.schema.validate.ValidationStatus;
import io.github.dbadapter.sql.ServerVersions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;

/**
 * Checks the schema of the active profile when the application starts and keeps watching
 * it. Only with {@link OnDrift#FAIL} does the start wait for the result; otherwise the
 * check begins when everything has been started.
 */
class SchemaStartupCheck implements InitializingBean, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(SchemaStartupCheck.class);

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final Profiles profiles;

	private final SchemaChecks checks;

	private final DbSchemaProperties properties;

	private @Nullable ResolvedProfile active;

	private Disposable watching = Disposables.disposed();

	private volatile boolean running;

	private volatile boolean drifted;

	private volatile boolean warned;

	SchemaStartupCheck(Profiles profiles, SchemaChecks checks, DbSchemaProperties properties) {
		this.profiles = profiles;
		this.checks = checks;
		this.properties = properties;
	}

	@Override
	public void afterPropertiesSet() throws InterruptedException {
		if (this.properties.onDrift() == OnDrift.FAIL) {
			this.active = this.profiles.resolve(null);
			ValidationReport report = check(this.active.name());
			if (report.status() != ValidationStatus.IN_SYNC) {
				throw new SchemaDriftException(report);
			}
		}
		else {
			this.active = ActiveProfile.find(this.profiles);
		}
		if (this.active != null && this.properties.onDrift() != OnDrift.IGNORE) {
			this.checks.addListener(this::log);
		}
	}

	private ValidationReport check(String profile) throws InterruptedException {
		try {
			return this.checks.refresh(profile)
				.toFuture()
				.get(this.properties.timeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("The schema of profile '%s' could not be checked".formatted(profile), ex);
		}
	}

	@Override
	public void start() {
		this.running = true;
		if (this.active != null) {
			this.watching = this.checks.watch(this.active.name());
		}
	}

	private void log(ValidationReport report) {
		if (this.active == null || !report.profile().equals(this.active.name())) {
			return;
		}
		String warning = ServerVersions.warning(report.serverVersion());
		if (warning != null && !this.warned) {
			this.warned = true;
			logger.warn("Profile %s: %s".formatted(this.active, warning));
		}
		if (report.status() == ValidationStatus.DRIFTED && !this.drifted) {
			this.drifted = true;
			logger.warn("The schema of profile " + this.active + " is not what the application expects:\n\n"
					+ DriftReport.text(report));
		}
		else if (report.status() == ValidationStatus.IN_SYNC && this.drifted) {
			this.drifted = false;
			logger.info("The schema of profile " + this.active + " is in sync again");
		}
		else if (!report.isConclusive()) {
			logger.warn("The schema of profile %s could not be checked: %s".formatted(this.active, report.error()));
		}
	}

	/** An application that has been stopped may be started again. */
	@Override
	public void stop() {
		this.running = false;
		this.watching.dispose();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
