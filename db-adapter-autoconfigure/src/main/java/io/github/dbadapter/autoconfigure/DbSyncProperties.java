package io.github.dbadapter.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.sync.SyncMode;
import io.github.dbadapter.sync.SyncRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of sync.
 *
 * @param tables Tables that are synced unless others are named; unless set, those of
 * db.backup.tables or else all.
 * @param mode What happens to rows that the target has.
 * @param mask Columns to hide, as 'table.column', by 'null', 'hash', 'email', 'name' or
 * 'fixed:' and a text.
 * @param maskSalt Secret that is mixed into the hashes of masks, so that they cannot be
 * looked up.
 */
@ConfigurationProperties("db.sync")
record DbSyncProperties(@Nullable List<String> tables, @DefaultValue("skip") SyncMode mode,
		@Nullable Map<String, @Nullable String> mask, @Nullable String maskSalt) {

	DbSyncProperties {
		tables = (tables != null) ? List.copyOf(tables) : List.of();
		mask = (mask != null) ? new TreeMap<>(mask) : Map.of();
	}

	SyncRequest request(@Nullable BackupSchema schema) {
		return SyncRequest.defaults()
			.withSchema(schema)
			.withTables((this.tables != null) ? this.tables : List.of())
			.withMode(this.mode)
			.withMasks(ConfiguredMasks.of("db.sync.mask", (this.mask != null) ? this.mask : Map.of()))
			.withMaskSalt(this.maskSalt);
	}

	/** Without the salt, which is a secret. */
	@Override
	public String toString() {
		return "DbSyncProperties[tables=%s, mode=%s, mask=%s]".formatted(this.tables, this.mode, this.mask);
	}

}
