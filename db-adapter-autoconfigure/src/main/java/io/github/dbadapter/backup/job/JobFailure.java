package io.github.dbadapter.backup.job;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.InvalidBackupException;
import io.github.dbadapter.sql.DatabaseOperationException;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.sql.LockNotAvailableException;
import io.github.dbadapter.sql.NotPermittedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells why a job failed to people who may see neither rows nor addresses: what
 * PostgreSQL and the driver say may quote both.
 */
final class JobFailure {

	private static final Log logger = LogFactory.getLog(JobFailure.class);

	private JobFailure() {
	}

	static String describe(Throwable failure, BackupJob job) {
		if (failure instanceof InvalidBackupException invalid) {
			return "The backup cannot be used: " + String.join("; ", invalid.getProblems());
		}
		if (failure instanceof NotPermittedException refused) {
			return refused.getReason();
		}
		if (failure instanceof LockNotAvailableException blocked) {
			return blocked.getReason();
		}
		if (failure instanceof InvalidInputException || failure instanceof OperationRefusedException) {
			return String.valueOf(failure.getMessage());
		}
		if (failure instanceof DatabaseUnavailableException unavailable) {
			return "The database of profile '%s' could not be reached, or went away%s".formatted(job.profile(),
					state(unavailable.getSqlState()));
		}
		logger.debug("Job '%s' failed".formatted(job.id()), failure);
		if (failure instanceof DatabaseOperationException refused) {
			logger.warn("Job '%s' failed: PostgreSQL rejected a statement%s".formatted(job.id(),
					state(refused.getSqlState())));
			return "PostgreSQL rejected a statement" + state(refused.getSqlState());
		}
		if (failure instanceof DbAdapterException) {
			logger.warn("Job '%s' failed: %s".formatted(job.id(), failure.getMessage()));
			return "It failed; the application's log tells why";
		}
		logger.error("Job '%s' failed".formatted(job.id()), failure);
		return "It failed unexpectedly (%s); the application's log tells more"
			.formatted(failure.getClass().getSimpleName());
	}

	private static String state(@Nullable String sqlState) {
		return (sqlState != null) ? " (SQLSTATE " + sqlState + ")" : "";
	}

}
