package io.github.dbadapter.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dbadapter.actuate.BackupDesk;
import io.github.dbadapter.actuate.BackupEndpoint;
import io.github.dbadapter.actuate.WriteGate;
import io.github.dbadapter.actuate.UnknownArguments;
import io.github.dbadapter.backup.BackupServices;
import io.github.dbadapter.backup.job.BackupFolder;
import io.github.dbadapter.backup.job.BackupJobs;
import io.github.dbadapter.backup.job.Retention;
import io.github.dbadapter.profile.Profiles;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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
		Map<String, Boolean> switches = new LinkedHashMap<>();
		switches.put("db.backup.over-http to 'true'", properties.overHttp());
		switches.put("db.backup.directory to a folder", jobs.getIfAvailable() != null);
		WriteGate gate = EndpointWriting.gate(environment, BackupEndpoint.ID, switches);
		return new BackupEndpoint(gate,
				new BackupDesk(profiles, services, folder.getIfAvailable(), jobs.getIfAvailable()));
	}

	@Bean
	UnknownArguments dbAdapterBackupArguments() {
		return new UnknownArguments(BackupEndpoint.ID);
	}

}
