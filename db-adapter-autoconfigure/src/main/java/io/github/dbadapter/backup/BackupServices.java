package io.github.dbadapter.backup;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaChangedException;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.introspect.SchemaLockedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Backup and restore for every profile, by the same defaults. Safe for concurrent use.
 * <p>
 * The profile is looked up when a backup or restore is subscribed to, which fails with
 * {@link io.github.dbadapter.InvalidInputException} if it cannot be resolved or has no
 * direct connection.
 *
 * @since 0.1.0
 */
public final class BackupServices {

	private static final Log logger = LogFactory.getLog(BackupServices.class);

	private final Profiles profiles;

	private final BackupDefaults defaults;

	private final ApplicationEventPublisher publisher;

	private final SchemaIntrospector introspector = new SchemaIntrospector();

	/**
	 * Creates the services.
	 * @param profiles the profiles there are
	 * @param defaults what is taken where a request does not say otherwise
	 * @param publisher gets a {@link BackupFinishedEvent} or {@link RestoreFinishedEvent}
	 * at each end
	 */
	public BackupServices(Profiles profiles, BackupDefaults defaults, ApplicationEventPublisher publisher) {
		this.profiles = profiles;
		this.defaults = defaults;
		this.publisher = publisher;
	}

	/**
	 * Returns services that differ in their defaults only.
	 * @param value other defaults
	 * @return the services
	 */
	public BackupServices withDefaults(BackupDefaults value) {
		return new BackupServices(this.profiles, value, this.publisher);
	}

	public BackupDefaults defaults() {
		return this.defaults;
	}

	/**
	 * Returns the backup of a profile.
	 * @param profile name of the profile, {@code null} for the active one
	 * @return the service
	 */
	public BackupService backup(@Nullable String profile) {
		return new BackupService(() -> NamedDatabase.of(this.profiles.resolve(profile)), this.defaults,
				this::fingerprint, this.publisher);
	}

	/**
	 * Returns the restore into a profile.
	 * @param profile name of the profile, {@code null} for the active one
	 * @return the service
	 */
	public RestoreService restore(@Nullable String profile) {
		return new RestoreService(() -> NamedDatabase.of(this.profiles.resolve(profile)), this.defaults,
				this::fingerprint, this.publisher);
	}

	/** Rows can be had also while somebody changes the schema of other tables. */
	private @Nullable String fingerprint(Connection connection) throws SQLException {
		try {
			return SchemaFingerprint.of(this.introspector.introspect(connection, IntrospectionOptions.all()).schema());
		}
		catch (SchemaLockedException | SchemaChangedException ex) {
			logger.debug("No fingerprint of the schema", ex);
			return null;
		}
	}

}
