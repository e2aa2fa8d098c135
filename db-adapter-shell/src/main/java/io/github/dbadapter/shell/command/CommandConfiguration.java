package io.github.dbadapter.shell.command;

import java.time.Duration;

import io.github.dbadapter.backup.job.BackupFolder;
import io.github.dbadapter.backup.job.Retention;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SourceValidations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/**
 * Services that only commands use.
 */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

	@Bean
	TableCounts tableCounts() {
		return new TableCounts(Duration.ofSeconds(30));
	}

	@Bean
	BackupPlaces backupPlaces(ObjectProvider<BackupFolder> folder, Retention retention) {
		return new BackupPlaces(folder.getIfAvailable(), retention);
	}

	@Bean
	ExpectedSchemas expectedSchemas(SourceValidations validations, ObjectProvider<ProfileValidation> configured,
			ResourceLoader resources) {
		return new ExpectedSchemas(validations, configured, resources);
	}

}
