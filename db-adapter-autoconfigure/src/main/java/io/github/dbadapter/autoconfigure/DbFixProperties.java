package io.github.dbadapter.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.github.dbadapter.schema.fix.FixApproval;
import io.github.dbadapter.schema.fix.FixWords;
import io.github.dbadapter.schema.fix.Hazard;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the repair of schemas.
 *
 * @param overHttp Whether the schema endpoint may plan and apply fixes.
 * @param allow Hazards that are accepted without being named again.
 * @param dropExtra Whether plans drop what was not expected.
 * @param online Whether plans do outside of their transaction what PostgreSQL can do
 * without blocking.
 * @param lockTimeout Longest time to wait for a lock.
 * @param statementTimeout Longest time for one statement.
 * @param backup Whether tables that a hazard endangers are backed up first.
 * @param backupDirectory Folder for these backups. Unless set, 'db.backup.directory', or
 * else 'db-adapter-backups' in the working directory.
 */
@ConfigurationProperties("db.fix")
record DbFixProperties(boolean overHttp, @Nullable Set<Hazard> allow, boolean dropExtra, boolean online,
		@DefaultValue("3s") Duration lockTimeout, @DefaultValue("15m") Duration statementTimeout,
		@DefaultValue("true") boolean backup, @Nullable Path backupDirectory) {

	private static final Path BACKUPS = Path.of("db-adapter-backups");

	DbFixProperties {
		allow = (allow != null) ? Set.copyOf(allow) : Set.of();
	}

	FixWords words() {
		return FixWords.none().withDropExtra(this.dropExtra).withOnline(this.online);
	}

	FixApproval approval(@Nullable Path commonDirectory) {
		Path directory = (this.backupDirectory != null) ? this.backupDirectory
				: (commonDirectory != null) ? commonDirectory : BACKUPS;
		return FixApproval.none()
			.withAllowed(this.allow)
			.withLockTimeout(this.lockTimeout)
			.withStatementTimeout(this.statementTimeout)
			.withBackupDirectory(this.backup ? directory : null);
	}

}
