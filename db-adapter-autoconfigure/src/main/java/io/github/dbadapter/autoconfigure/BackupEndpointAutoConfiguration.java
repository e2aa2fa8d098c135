package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.actuate.BackupDesk;
import io.github.dbadapter.actuate.BackupEndpoint;
import io.github.dbadapter.actuate.BackupGate;
import io.github.dbadapter.actuate.UnknownArguments;
import io.github.dbadapter.backup.BackupServices;
import io.github.dbadapter.backup.job.BackupFolder;
import io.github.dbadapter.backup.job.BackupJobs;
import io.github.dbadapter.backup.job.Retention;
import io.github.dbadapter.profile.Profiles;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.ProblemDetail;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the backup endpoint.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BackupAutoConfiguration.class)
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class, ProblemDetail.class })
@ConditionalOnAvailableEndpoint(BackupEndpoint.class)
public final class BackupEndpointAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnBean(BackupFolder.class)
	@ConditionalOnMissingBean
	BackupJobs dbAdapterBackupJobs(BackupServices services, BackupFolder folder, Retention retention) {
		return new BackupJobs(services, folder, retention);
	}

	@Bean
	@ConditionalOnMissingBean
	BackupEndpoint dbAdapterBackupEndpoint(Profiles profiles, BackupServices services,
			ObjectProvider<BackupFolder> folder, ObjectProvider<BackupJobs> jobs, DbBackupProperties properties,
			Environment environment) {
		BackupGate gate = new BackupGate(access(environment), properties.overHttp(), jobs.getIfAvailable() != null);
		return new BackupEndpoint(gate,
				new BackupDesk(profiles, services, folder.getIfAvailable(), jobs.getIfAvailable()));
	}

	/** Unlike Spring Boot's resolver, with read-only as the default. */
	private static Access access(Environment environment) {
		Binder binder = Binder.get(environment);
		return binder.bind("management.endpoint.backup.access", Access.class)
			.orElseGet(() -> binder.bind("management.endpoints.access.default", Access.class).orElse(Access.READ_ONLY));
	}

	@Bean
	UnknownArguments dbAdapterBackupArguments() {
		return new UnknownArguments(BackupEndpoint.ID);
	}

}
