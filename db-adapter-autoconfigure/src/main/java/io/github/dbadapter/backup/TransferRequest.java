package io.github.dbadapter.backup;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of one database another one is to have.
 *
 * @param schema declared tables, {@code null} to derive them from the source's catalog
 * @param tables names of the tables wanted, empty for all; what they refer to is added
 * @param userId owner whose rows are wanted, {@code null} for everyone's
 * @param masks columns to hide
 * @param maskSalt text that hashes of masks depend on, {@code null} for none
 * @param overwrite whether rows that exist and differ are changed
 * @param preview whether the transaction will be rolled back
 * @param compareOnly whether rows are matched and not written
 * @since 0.1.0
 */
public record TransferRequest(@Nullable BackupSchema schema, List<String> tables, @Nullable String userId,
		List<Mask> masks, @Nullable String maskSalt, boolean overwrite, boolean preview, boolean compareOnly) {

	public TransferRequest {
		tables = List.copyOf(tables);
		masks = List.copyOf(masks);
	}

	/** What is done, completing "Could not …". */
	String purpose() {
		return this.compareOnly ? "compare" : "sync";
	}

	/**
	 * Returns the request without the salt, which is a secret.
	 */
	@Override
	public String toString() {
		return "TransferRequest[tables=%s, userId=%s, masks=%s, overwrite=%s, preview=%s]".formatted(this.tables,
				this.userId, this.masks, this.overwrite, this.preview);
	}

}
