package io.github.dbadapter.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches when there is a folder for backups. An empty name would be the working
 * directory, which nobody means.
 */
class OnBackupDirectoryCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Backup directory");
		return StringUtils.hasText(context.getEnvironment().getProperty("db.backup.directory"))
				? ConditionOutcome.match(message.because("db.backup.directory is set"))
				: ConditionOutcome.noMatch(message.because("db.backup.directory is not set"));
	}

}
