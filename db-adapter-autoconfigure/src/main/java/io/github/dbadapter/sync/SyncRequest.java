package io.github.dbadapter.sync;

import java.util.List;

import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.backup.Mask;
import org.jspecify.annotations.Nullable;

/**
 * What to carry over and how.
 *
 * @param schema declared tables, {@code null} to derive them from the source's catalog
 * @param tables names of the tables wanted, empty for all; tables that they refer to are
 * added, and of these only rows that are missing
 * @param userId owner whose rows are wanted, {@code null} for everyone's
 * @param mode what happens to rows that exist
 * @param masks columns to hide
 * @param maskSalt text that hashes of masks depend on, {@code null} for none
 * @param show how many keys of differing rows to report for each table, at least 0
 * @param preview whether everything is done and then rolled back
 * @param allowDataLoss whether rows of the target may be deleted
 * @param confirm name of the target's profile, needed if that is protected
 * @since 0.1.0
 */
public record SyncRequest(@Nullable BackupSchema schema, List<String> tables, @Nullable String userId, SyncMode mode,
		List<Mask> masks, @Nullable String maskSalt, int show, boolean preview, boolean allowDataLoss,
		@Nullable String confirm) {

	public SyncRequest {
		tables = List.copyOf(tables);
		masks = List.copyOf(masks);
		if (show < 0) {
			throw new IllegalArgumentException("'show' must not be negative");
		}
	}

	/**
	 * Creates a request for all tables with mode skip that changes nothing until
	 * {@link #withPreview(boolean)} says so.
	 * @return the request
	 */
	public static SyncRequest defaults() {
		return new SyncRequest(null, List.of(), null, SyncMode.SKIP, List.of(), null, 0, true, false, null);
	}

	public SyncRequest withSchema(@Nullable BackupSchema value) {
		return new SyncRequest(value, this.tables, this.userId, this.mode, this.masks, this.maskSalt, this.show,
				this.preview, this.allowDataLoss, this.confirm);
	}

	public SyncRequest withTables(List<String> value) {
		return new SyncRequest(this.schema, value, this.userId, this.mode, this.masks, this.maskSalt, this.show,
				this.preview, this.allowDataLoss, this.confirm);
	}

	public SyncRequest withUserId(@Nullable String value) {
		return new SyncRequest(this.schema, this.tables, value, this.mode, this.masks, this.maskSalt, this.show,
				this.preview, this.allowDataLoss, this.confirm);
	}

	public SyncRequest withMode(SyncMode value) {
		return new SyncRequest(this.schema, this.tables, this.userId, value, this.masks, this.maskSalt, this.show,
				this.preview, this.allowDataLoss, this.confirm);
	}

	public SyncRequest withMasks(List<Mask> value) {
		return new SyncRequest(this.schema, this.tables, this.userId, this.mode, value, this.maskSalt, this.show,
				this.preview, this.allowDataLoss, this.confirm);
	}

	public SyncRequest withMaskSalt(@Nullable String value) {
		return new SyncRequest(this.schema, this.tables, this.userId, this.mode, this.masks, value, this.show,
				this.preview, this.allowDataLoss, this.confirm);
	}

	public SyncRequest withShow(int value) {
		return new SyncRequest(this.schema, this.tables, this.userId, this.mode, this.masks, this.maskSalt, value,
				this.preview, this.allowDataLoss, this.confirm);
	}

	public SyncRequest withPreview(boolean value) {
		return new SyncRequest(this.schema, this.tables, this.userId, this.mode, this.masks, this.maskSalt, this.show,
				value, this.allowDataLoss, this.confirm);
	}

	public SyncRequest withAllowDataLoss(boolean value) {
		return new SyncRequest(this.schema, this.tables, this.userId, this.mode, this.masks, this.maskSalt, this.show,
				this.preview, value, this.confirm);
	}

	public SyncRequest withConfirm(@Nullable String value) {
		return new SyncRequest(this.schema, this.tables, this.userId, this.mode, this.masks, this.maskSalt, this.show,
				this.preview, this.allowDataLoss, value);
	}

	/**
	 * Returns the request without the salt, which is a secret.
	 */
	@Override
	public String toString() {
		return "SyncRequest[tables=%s, userId=%s, mode=%s, masks=%s, preview=%s]".formatted(this.tables, this.userId,
				this.mode, this.masks, this.preview);
	}

}
