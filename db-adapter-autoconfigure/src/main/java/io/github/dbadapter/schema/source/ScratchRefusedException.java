package io.github.dbadapter.schema.source;

import java.util.List;

import io.github.dbadapter.OperationRefusedException;

/**
 * There is no scratch place in which a script could be read without risk to live data.
 * Nothing has been left behind.
 *
 * @since 0.1.0
 */
public class ScratchRefusedException extends OperationRefusedException {

	private static final String REMEDIES = "set db.schema.scratch to profile:<name> of a server where a database may "
			+ "be created, or use a snapshot written by 'db-adapter snapshot' as the expected schema";

	ScratchRefusedException(String message) {
		super(message);
	}

	static ScratchRefusedException readOnly(String address, ScratchServer server) {
		String reason = server.standby() ? "the server is a standby"
				: "transactions of role '%s' are read-only (default_transaction_read_only)".formatted(server.role());
		return new ScratchRefusedException(
				"The expected schema cannot be read on %s: %s, where nothing can be created. Instead, %s."
					.formatted(address, reason, REMEDIES));
	}

	static ScratchRefusedException mayNotCreateDatabase(String address, String role) {
		return new ScratchRefusedException(
				"The expected schema cannot be read in a scratch database on %s: role '%s' may not create databases. Grant CREATEDB to it, or %s."
					.formatted(address, role, REMEDIES));
	}

	static ScratchRefusedException mayNotCreateSchema(String address, String role) {
		return new ScratchRefusedException(
				"The expected schema cannot be read in a scratch transaction on %s: role '%s' may not create schemas in the database. Grant CREATE on the database or CREATEDB to it, or %s."
					.formatted(address, role, REMEDIES));
	}

	static ScratchRefusedException noPlace(String address, String role, String reason) {
		return new ScratchRefusedException(
				"The expected schema cannot be read on %s: role '%s' may not create databases, and in a scratch transaction %s. Grant CREATEDB to the role, or %s."
					.formatted(address, role, reason, REMEDIES));
	}

	static ScratchRefusedException transaction(String address, String reason) {
		return new ScratchRefusedException(
				"The expected schema cannot be read in a scratch transaction on %s: %s. Let the role create databases (CREATEDB), or %s."
					.formatted(address, reason, REMEDIES));
	}

	static ScratchRefusedException liveReferences(List<String> objects) {
		return new ScratchRefusedException(
				"The expected schema cannot be read in a scratch transaction: it refers to what the script does not create: %s. Complete the script, let the role create databases (CREATEDB), or %s."
					.formatted(String.join(", ", objects), REMEDIES));
	}

}
