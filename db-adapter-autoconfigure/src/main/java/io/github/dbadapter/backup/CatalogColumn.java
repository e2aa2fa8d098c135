package io.github.dbadapter.backup;

import io.github.dbadapter.copy.ValueEncoding;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A column as the catalog describes it.
 *
 * @param name name
 * @param type full type as PostgreSQL writes it
 * @param plainType the same with domains resolved, which another database knows as well
 * @param baseType internal name of the type, domains resolved
 * @param category type category of {@code pg_type}, {@code A} for arrays
 * @param length declared length of a character type, -1 for none
 * @param encoding how its values stand in JSON
 * @param notNull whether NULL is refused, by the column or its domain
 * @param neverNull whether no row holds NULL, which one that is older than the constraint
 * may
 * @param generated whether it is computed and cannot be written
 * @param hasDefault whether an insert may leave it out although it refuses NULL
 * @param sequence sequence behind the default or identity, {@code null} for none
 * @param uuidDefault whether its default makes a new uuid
 * @param alwaysIdentity whether it is an identity that takes no value on update
 */
record CatalogColumn(Identifier name, String type, String plainType, String baseType, String category, int length,
		ValueEncoding encoding, boolean notNull, boolean neverNull, boolean generated, boolean hasDefault,
		@Nullable QualifiedName sequence, boolean uuidDefault, boolean alwaysIdentity) {

	/** Whether a new value can be made when the row's own is taken. */
	boolean isGeneratable() {
		return this.sequence != null || this.uuidDefault || this.baseType.equals("uuid");
	}

	boolean isInteger() {
		return this.baseType.equals("int2") || this.baseType.equals("int4") || this.baseType.equals("int8");
	}

}
