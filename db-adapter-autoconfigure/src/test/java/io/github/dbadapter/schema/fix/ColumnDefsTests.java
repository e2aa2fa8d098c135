package io.github.dbadapter.schema.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.sql.QualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ColumnDefs}.
 */
class ColumnDefsTests {

	@Test
	void keysAreTableAndColumn(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("defs.json"), """
				{"items.b": "VARCHAR(100) NOT NULL", "shop.items.price": "NUMERIC(10,2) DEFAULT 0",
				 "\\"My Items\\".\\"a.b\\"": " TEXT "}""");
		assertThat(ColumnDefs.read(file)).isEqualTo(Map.of(column(null, "items", "b"), "VARCHAR(100) NOT NULL",
				column("shop", "items", "price"), "NUMERIC(10,2) DEFAULT 0", column(null, "My Items", "a.b"), "TEXT"));
	}

	@Test
	void columnsOfATableMayStandTogether() {
		assertThat(ColumnDefs.parse("defs", "{\"items\": {\"b\": \"text\", \"c\": \"int\"}}"))
			.isEqualTo(Map.of(column(null, "items", "b"), "text", column(null, "items", "c"), "int"));
	}

	@Test
	void anythingElseIsRefused(@TempDir Path folder) {
		refused("[]", "the whole");
		refused("{\"b\": \"text\"}", "'b'");
		refused("{\"items.b\": 5}", "'items.b'");
		refused("{\"items.b\": \"text); DROP TABLE items; --\"}", "items.b");
		refused("{", "not JSON");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ColumnDefs.read(folder.resolve("no")))
			.withMessageContaining("cannot be read");
	}

	private static void refused(String json, String part) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ColumnDefs.parse("defs", json))
			.withMessageContaining(part);
	}

	private static ObjectReference column(@org.jspecify.annotations.Nullable String schema, String table,
			String column) {
		return new ObjectReference(ObjectKind.COLUMN, QualifiedName.of(schema, table), column);
	}

}
