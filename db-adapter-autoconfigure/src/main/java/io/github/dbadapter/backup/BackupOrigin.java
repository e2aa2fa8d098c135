package io.github.dbadapter.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a checked file says of itself.
 *
 * @param profile name of the profile it was taken from, {@code null} if unknown
 * @param createdAt when its snapshot was taken, {@code null} if unknown; a time without
 * zone counts as UTC
 * @param userId owner whose rows it holds, {@code null} for everyone's
 * @param masked whether columns were hidden
 * @param checksums whether it carries checksums, which were then found right
 * @param schemaFingerprint fingerprint of the source's schema, {@code null} if unknown
 * @param bytes size of the file
 * @since 0.1.0
 */
public record BackupOrigin(@Nullable String profile, @Nullable Instant createdAt, @Nullable String userId,
		boolean masked, boolean checksums, @Nullable String schemaFingerprint, long bytes) {

	static BackupOrigin of(BackupContents contents) {
		JsonNode metadata = contents.metadata();
		return new BackupOrigin(text(metadata, "profile"), instant(text(metadata, "created_at")),
				text(metadata, "user_id"), metadata.path("masked").asBoolean(false), contents.isOurs(),
				text(metadata, "schema_fingerprint"), contents.fileSize());
	}

	private static @Nullable String text(JsonNode metadata, String key) {
		JsonNode value = metadata.path(key);
		return (value.isValueNode() && !value.isNull()) ? value.asString() : null;
	}

	/** The Python library writes local times or times with an offset. */
	private static @Nullable Instant instant(@Nullable String text) {
		if (text == null) {
			return null;
		}
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			try {
				return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
			}
			catch (DateTimeException invalid) {
				return null;
			}
		}
	}

}
