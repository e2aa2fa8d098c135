package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import io.github.dbadapter.backup.MissingRights.Otherwise;
import io.github.dbadapter.sql.NotPermittedException;

/**
 * The rights that a transfer needs in the target.
 */
final class TransferRights {

	private final Statements statements;

	private final Transfer transfer;

	private final boolean deletes;

	/**
	 * Creates an instance.
	 * @param deletes whether rows of the tables asked for are deleted as well
	 */
	TransferRights(Statements statements, Transfer transfer, boolean deletes) {
		this.statements = statements;
		this.transfer = transfer;
		this.deletes = deletes;
	}

	/**
	 * Looks, outside of the transaction that failed.
	 * @return what to tell instead of the server's words
	 */
	NotPermittedException instead(SQLException failure) throws SQLException {
		MissingRights missing = new MissingRights(this.statements, "Could not " + this.transfer.purpose());
		missing.schemas(Stream.concat(this.transfer.tables().stream(), this.transfer.lookups().stream())
			.map((table) -> table.table().table()), List.of("USAGE"));
		for (TransferTable table : this.transfer.tables()) {
			missing.table(table.table().table(), rights(table));
			if (!this.transfer.isCompareOnly()) {
				missing.sequences(table.table().table());
			}
		}
		this.transfer.lookups().forEach((lookup) -> missing.table(lookup.table().table(), List.of("SELECT")));
		return missing.instead(failure, Otherwise.ASK);
	}

	private List<String> rights(TransferTable table) {
		if (this.transfer.isCompareOnly()) {
			return List.of("SELECT");
		}
		if (!this.transfer.overwrites(table)) {
			return List.of("SELECT", "INSERT");
		}
		return this.deletes ? List.of("SELECT", "INSERT", "UPDATE", "DELETE") : List.of("SELECT", "INSERT", "UPDATE");
	}

}
