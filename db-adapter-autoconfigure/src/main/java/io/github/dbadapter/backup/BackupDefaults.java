package io.github.dbadapter.backup;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What backups and restores take where a request does not say otherwise.
 *
 * @param schema declared tables; a restore uses them for files that do not describe
 * themselves; {@code null} for none
 * @param masks columns to hide, unless a request masks the same column in another way
 * @param maskSalt text mixed into the masks' hashes, {@code null} for none
 * @since 0.1.0
 */
public record BackupDefaults(@Nullable BackupSchema schema, List<Mask> masks, @Nullable String maskSalt) {

	/** No declaration and no masks. */
	public static final BackupDefaults NONE = new BackupDefaults(null, List.of(), null);

	public BackupDefaults {
		masks = List.copyOf(masks);
	}

	/**
	 * Returns the same defaults without masks.
	 * @return defaults by which everything is written as it is
	 */
	public BackupDefaults withoutMasks() {
		return new BackupDefaults(this.schema, List.of(), null);
	}

	/**
	 * Fills in what a request leaves open.
	 * @param request the request
	 * @return the request with declaration, masks and salt
	 */
	public BackupRequest applyTo(BackupRequest request) {
		Stream<Mask> inherited = this.masks.stream()
			.filter((mask) -> request.masks().stream().noneMatch((given) -> given.isOfSameColumn(mask)));
		return request.withSchema((request.schema() != null) ? request.schema() : this.schema)
			.withMasks(Stream.concat(inherited, request.masks().stream()).toList())
			.withMaskSalt((request.maskSalt() != null) ? request.maskSalt() : this.maskSalt);
	}

	/** Leaves out the salt, which is a secret. */
	@Override
	public String toString() {
		return "BackupDefaults[schema=%s, masks=%s]".formatted(this.schema, this.masks);
	}

}
