package io.github.dbadapter.sql;

import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * Turns {@link ConnectionParameters} into pgjdbc's own configuration.
 */
final class JdbcDataSource {

	private static final String APPLICATION_NAME = "db-adapter";

	private static final int CONNECT_TIMEOUT_SECONDS = 5;

	private JdbcDataSource() {
	}

	static DataSource create(ConnectionParameters parameters) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setServerNames(parameters.hosts().stream().map(Host::name).toArray(String[]::new));
		dataSource.setPortNumbers(parameters.hosts().stream().mapToInt(Host::port).toArray());
		dataSource.setDatabaseName(parameters.database());
		dataSource.setUser(parameters.user());
		dataSource.setPassword(parameters.password());
		dataSource.setApplicationName(APPLICATION_NAME);
		dataSource.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
		dataSource.setLoginTimeout(CONNECT_TIMEOUT_SECONDS * parameters.hosts().size());
		dataSource.setTcpKeepAlive(true);
		// names of statements would outlive the transaction in which a pooler lends a
		// session
		dataSource.setPrepareThreshold(0);
		parameters.parameters().forEach((name, value) -> set(dataSource, parameters, name, value));
		trust(dataSource, parameters);
		return dataSource;
	}

	/** Without a file this driver would insist on libpq's, also where there is none. */
	private static void trust(PGSimpleDataSource dataSource, ConnectionParameters parameters) {
		dataSource.setSslMode(parameters.sslMode());
		String rootCertificate = parameters.rootCertificate();
		if (rootCertificate != null) {
			dataSource.setSslRootCert(rootCertificate);
		}
		else if (parameters.sslMode().startsWith("verify") && dataSource.getSslCert() == null) {
			dataSource.setSslfactory(DefaultJavaSSLFactory.class.getName());
		}
	}

	private static void set(PGSimpleDataSource dataSource, ConnectionParameters parameters, String name, String value) {
		switch (name) {
			case "connect_timeout" -> {
				int seconds = Integer.parseInt(value);
				dataSource.setConnectTimeout(seconds);
				dataSource.setLoginTimeout(seconds * dataSource.getServerNames().length);
			}
			case "application_name" -> dataSource.setApplicationName(value);
			case "target_session_attrs" -> dataSource.setTargetServerType(parameters.targetServerType());
			default -> setProperty(dataSource, name, value);
		}
	}

	private static void setProperty(PGSimpleDataSource dataSource, String name, String value) {
		try {
			dataSource.setProperty(name, value);
		}
		catch (SQLException ex) {
			throw new InvalidInputException(
					"Connection parameter '%s' has a value that the driver does not accept".formatted(name), ex);
		}
	}

}
