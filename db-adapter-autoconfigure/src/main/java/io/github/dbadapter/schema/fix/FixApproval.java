package io.github.dbadapter.schema.fix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a person has agreed to, and how a plan is applied.
 *
 * @param allowed hazards that are accepted
 * @param backupDirectory folder for the backup of endangered tables, {@code null} for no
 * backup
 * @param lockTimeout how long one lock is waited for
 * @param statementTimeout how long one statement may take
 * @param approvedBy who has agreed, for the audit, {@code null} when it is not known
 * @since 0.1.0
 */
public record FixApproval(Set<Hazard> allowed, @Nullable Path backupDirectory, Duration lockTimeout,
		Duration statementTimeout, @Nullable String approvedBy) {

	private static final FixApproval NONE = new FixApproval(Set.of(), null, Duration.ofSeconds(3),
			Duration.ofMinutes(15), null);

	public FixApproval {
		allowed = Set.copyOf(allowed);
	}

	/**
	 * Nothing is allowed and nothing backed up; three seconds for a lock, fifteen minutes
	 * for a statement.
	 * @return the approval
	 */
	public static FixApproval none() {
		return NONE;
	}

	public FixApproval withAllowed(Set<Hazard> allowed) {
		return new FixApproval(allowed, this.backupDirectory, this.lockTimeout, this.statementTimeout, this.approvedBy);
	}

	public FixApproval withBackupDirectory(@Nullable Path backupDirectory) {
		return new FixApproval(this.allowed, backupDirectory, this.lockTimeout, this.statementTimeout, this.approvedBy);
	}

	public FixApproval withLockTimeout(Duration lockTimeout) {
		return new FixApproval(this.allowed, this.backupDirectory, lockTimeout, this.statementTimeout, this.approvedBy);
	}

	public FixApproval withStatementTimeout(Duration statementTimeout) {
		return new FixApproval(this.allowed, this.backupDirectory, this.lockTimeout, statementTimeout, this.approvedBy);
	}

	public FixApproval withApprovedBy(@Nullable String approvedBy) {
		return new FixApproval(this.allowed, this.backupDirectory, this.lockTimeout, this.statementTimeout, approvedBy);
	}

}
