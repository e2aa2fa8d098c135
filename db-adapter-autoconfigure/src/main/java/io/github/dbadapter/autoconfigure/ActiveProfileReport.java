package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.ProfileOrigin;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says once at start-up which database the application works on and why.
 */
class ActiveProfileReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ActiveProfileReport.class);

	private final ObjectProvider<Profiles> profiles;

	ActiveProfileReport(ObjectProvider<Profiles> profiles) {
		this.profiles = profiles;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Profiles profiles = this.profiles.getIfUnique();
		if (profiles == null) {
			return;
		}
		try {
			ResolvedProfile active = profiles.find(null);
			if (active != null) {
				logger.info("Active database profile: " + active + ", " + active.profile().address()
						+ passedOver(profiles, active));
			}
		}
		catch (InvalidInputException ex) {
			logger.warn(ex.getMessage());
		}
	}

	/** What somebody may have expected to win. */
	private static String passedOver(Profiles profiles, ResolvedProfile active) {
		ProfileOrigin.Kind winner = active.origin().kind();
		if (winner == ProfileOrigin.Kind.DATABASE_URL) {
			return profiles.lockFile()
				.read()
				.map((name) -> "; the lock file %s, which names '%s', is not used".formatted(profiles.lockFile(), name))
				.orElse("");
		}
		if (winner == ProfileOrigin.Kind.CONFIGURED && profiles.selection().databaseUrl() != null) {
			return "; the variable %s is not used".formatted(profiles.selection().databaseUrlVariable());
		}
		return "";
	}

}
