package io.github.dbadapter.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.BackupDefaults;
import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.backup.ForeignKey;
import io.github.dbadapter.backup.TableDef;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of backup and restore.
 *
 * @param directory Folder of the backups that the endpoint makes, and of the shell's
 * backups that are not told where to go. Instances that share it see the same backups.
 * @param keep Number of backups of the same profile, tables and owner to keep in the
 * folder; unless set, all of them.
 * @param maxAge Age at which backups in the folder are deleted when another one has been
 * finished, in days unless a unit is given; unless set, none is too old.
 * @param overHttp Whether the endpoint may write; its access must be unrestricted as
 * well.
 * @param mask Columns to hide, as 'table.column', by 'null', 'hash', 'email', 'name' or
 * 'fixed:' and a text.
 * @param maskSalt Secret that is mixed into the hashes of masks, so that they cannot be
 * looked up.
 * @param tables Tables of a backup, parents first; unless set, they are derived from the
 * catalog.
 */
@ConfigurationProperties("db.backup")
record DbBackupProperties(@Nullable String directory, @Nullable Integer keep,
		@DurationUnit(ChronoUnit.DAYS) @Nullable Duration maxAge, boolean overHttp,
		@Nullable Map<String, @Nullable String> mask, @Nullable String maskSalt, @Nullable List<Table> tables) {

	DbBackupProperties {
		if (keep != null && keep < 1) {
			throw new InvalidInputException("db.backup.keep is %d: at least 1 has to be kept".formatted(keep));
		}
		if (maxAge != null && (maxAge.isNegative() || maxAge.isZero())) {
			throw new InvalidInputException("db.backup.max-age is %s: it must be positive".formatted(maxAge));
		}
		mask = (mask != null) ? new TreeMap<>(mask) : Map.of();
		tables = (tables != null) ? List.copyOf(tables) : List.of();
	}

	BackupDefaults defaults() {
		return new BackupDefaults(schema(),
				ConfiguredMasks.of("db.backup.mask", (this.mask != null) ? this.mask : Map.of()), this.maskSalt);
	}

	private @Nullable BackupSchema schema() {
		if (this.tables == null || this.tables.isEmpty()) {
			return null;
		}
		return new BackupSchema(this.tables.stream().map(Table::definition).toList());
	}

	/** Leaves out the salt. */
	@Override
	public String toString() {
		return "DbBackupProperties[directory=%s, keep=%s, maxAge=%s, overHttp=%s, mask=%s, tables=%s]"
			.formatted(this.directory, this.keep, this.maxAge, this.overHttp, this.mask, this.tables);
	}

	/**
	 * One table.
	 *
	 * @param name Name of the table, with its schema unless that is the default one.
	 * @param pk Columns of the primary key, where the catalog has none.
	 * @param slugField Columns that, with owner and parent, identify a row across
	 * databases; empty to have them derived.
	 * @param userField Column that holds the owner; empty for none.
	 * @param parent Reference without which a row is left out.
	 * @param optionalRefs References that become null when their target is missing.
	 */
	record Table(@Nullable String name, @DefaultValue("id") List<String> pk,
			@DefaultValue("slug") List<String> slugField, @DefaultValue("user_id") String userField,
			@Nullable Key parent, @Nullable List<Key> optionalRefs) {

		TableDef definition() {
			if (this.name == null || this.name.isBlank()) {
				throw new InvalidInputException("A table of db.backup.tables has no name");
			}
			List<Key> optional = (this.optionalRefs != null) ? this.optionalRefs : List.of();
			return new TableDef(this.name, this.pk, this.slugField, this.userField.isEmpty() ? null : this.userField,
					(this.parent != null) ? this.parent.reference(this.name) : null,
					optional.stream().map((key) -> key.reference(this.name)).toList());
		}

	}

	/**
	 * A reference to another table.
	 *
	 * @param table Name of the table referred to.
	 * @param field Referring columns, in the order of the other table's key.
	 */
	record Key(@Nullable String table, @Nullable List<String> field) {

		ForeignKey reference(String of) {
			if (this.table == null || this.table.isBlank() || this.field == null || this.field.isEmpty()) {
				throw new InvalidInputException(
						"A reference of '%s' in db.backup.tables needs 'table' and 'field'".formatted(of));
			}
			return new ForeignKey(this.table, this.field);
		}

	}

}
