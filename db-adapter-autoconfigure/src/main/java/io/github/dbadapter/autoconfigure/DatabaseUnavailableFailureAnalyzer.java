package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.client.R2dbcConnections;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a database that cannot be reached or refuses the login, whichever driver has
 * found out.
 */
class DatabaseUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<Throwable> {

	private final @Nullable BeanFactory beanFactory;

	DatabaseUnavailableFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, Throwable cause) {
		ResolvedProfile active = active();
		DatabaseUnavailableException unavailable = findCause(rootFailure, DatabaseUnavailableException.class);
		if (unavailable == null && active != null && active.profile().connection() != null) {
			R2dbcException reactive = findCause(rootFailure, R2dbcException.class);
			if (reactive != null && isUnavailable(reactive)) {
				unavailable = R2dbcConnections.unavailable(active.profile().connection(), reactive);
			}
		}
		if (unavailable == null) {
			return null;
		}
		return new FailureAnalysis(description(unavailable, active), action(unavailable, active), unavailable);
	}

	private @Nullable ResolvedProfile active() {
		try {
			Profiles profiles = (this.beanFactory != null)
					? this.beanFactory.getBeanProvider(Profiles.class).getIfUnique() : null;
			return (profiles != null) ? profiles.find(null) : null;
		}
		catch (BeansException | InvalidInputException ex) {
			return null;
		}
	}

	private static boolean isUnavailable(R2dbcException failure) {
		String state = failure.getSqlState();
		return failure instanceof R2dbcNonTransientResourceException || (state != null && (state.startsWith("28")
				|| state.startsWith("08") || state.equals("3D000") || state.equals("53300")));
	}

	private static String description(DatabaseUnavailableException unavailable, @Nullable ResolvedProfile active) {
		return isOf(active, unavailable) ? "%s Active profile: %s.".formatted(unavailable.getMessage(), active)
				: unavailable.getMessage();
	}

	private static String action(DatabaseUnavailableException unavailable, @Nullable ResolvedProfile active) {
		String where = (isOf(active, unavailable) && active.isNamed()) ? "db.profiles.%s".formatted(active.name())
				: "the connection's configuration";
		if (unavailable.isLoginRefused()) {
			return "Correct user and password in %s.".formatted(where);
		}
		if ("3D000".equals(unavailable.getSqlState())) {
			return "Create the database, or correct its name in %s.".formatted(where);
		}
		if ("53300".equals(unavailable.getSqlState())) {
			return "Raise max_connections on the server, or make the pools smaller (spring.r2dbc.pool.max-size).";
		}
		return "Start the server, or correct host and port in %s.".formatted(where);
	}

	private static boolean isOf(@Nullable ResolvedProfile active, DatabaseUnavailableException unavailable) {
		return active != null && active.profile().address().equals(unavailable.getAddress());
	}

}
