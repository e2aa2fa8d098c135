package io.github.dbadapter.autoconfigure;

import javax.sql.DataSource;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.ConnectionUrl;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.sql.ConnectionParameters;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The connection of a JDBC application. Its database is the active profile unless another
 * is named on purpose by {@code db.profile} or its variable: a profile that merely exists
 * may be anything, for example the source of a sync.
 */
class JdbcApplicationConnection {

	private static final Log logger = LogFactory.getLog(JdbcApplicationConnection.class);

	private final ObjectProvider<DataSource> dataSource;

	private final boolean fromService;

	/**
	 * Creates the connection.
	 * @param dataSource the application's data source
	 * @param fromService whether the data source has its address from Testcontainers,
	 * Docker Compose or the like, which then has the last word
	 */
	JdbcApplicationConnection(ObjectProvider<DataSource> dataSource, boolean fromService) {
		this.dataSource = dataSource;
		this.fromService = fromService;
	}

	/**
	 * Makes the connection the active profile.
	 * @param configured the profiles as configured
	 * @return the profiles to use, the same if there is no {@code DataSource} or another
	 * profile is named; where the address cannot be had none is active
	 */
	Profiles apply(Profiles configured) {
		if (configured.selection().name() != null && !this.fromService) {
			return configured;
		}
		if (this.dataSource.stream().findAny().isEmpty()) {
			return configured;
		}
		DataSource found = this.dataSource.getIfUnique();
		ConnectionParameters parameters = (found != null) ? parameters(found) : null;
		return (parameters != null)
				? configured.withApplicationConnection(parameters, "from the application's DataSource")
				: configured.withUnknownConnection();
	}

	/**
	 * Reads the properties by the names that the usual pools and drivers give them, which
	 * needs none of them on the class path.
	 */
	private static @Nullable ConnectionParameters parameters(DataSource dataSource) {
		BeanWrapper bean = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
		if (bean.isReadableProperty("targetDataSource")
				&& bean.getPropertyValue("targetDataSource") instanceof DataSource target) {
			return parameters(target);
		}
		String url = text(bean, "jdbcUrl", "url");
		if (url == null || !ConnectionUrl.isSupported(url)) {
			return null;
		}
		try {
			ConnectionParameters parsed = ConnectionUrl.parseIgnoringUnknown(url, "URL of the DataSource");
			String user = text(bean, "username", "user");
			String password = text(bean, "password");
			return new ConnectionParameters(parsed.hosts(), parsed.database(), (user != null) ? user : parsed.user(),
					(password != null) ? password : parsed.password(), parsed.parameters());
		}
		catch (InvalidInputException ex) {
			logger.warn("The database of the DataSource cannot be observed. " + ex.getMessage());
			return null;
		}
	}

	private static @Nullable String text(BeanWrapper bean, String... properties) {
		for (String property : properties) {
			if (bean.isReadableProperty(property) && bean.getPropertyValue(property) instanceof String text
					&& !text.isEmpty()) {
				return text;
			}
		}
		return null;
	}

}
