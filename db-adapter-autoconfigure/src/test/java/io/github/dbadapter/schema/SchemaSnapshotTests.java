package io.github.dbadapter.schema;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.QualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaSnapshotTests {

	private static final QualifiedName ODD = QualifiedName.of("My \"Schema\"", "a.b c");

	private static final EnumType MOOD = new EnumType(ODD, List.of("sad", "", "ok"), "text with \n and ü");

	private static final Routine ROUTINE = new Routine(ObjectKind.FUNCTION, QualifiedName.of("public", "f"), "",
			"integer", "CREATE …", null);

	private static final DatabaseSchema SCHEMA = DatabaseSchema.of(170004,
			Stream.of(MOOD, ROUTINE,
					new Sequence(QualifiedName.of("public", "s"), new SequenceOptions("bigint", 0, 1, 0, 9, 1, false),
							new ObjectReference(ObjectKind.COLUMN, ODD, "x y"), false, null),
					new OtherObject("CAST", QualifiedName.of("(integer AS text)"), "CREATE CAST …", null)),
			Map.of(ROUTINE.reference(), List.of(MOOD.reference()), MOOD.reference(), List.of(ROUTINE.reference())));

	@Test
	void whatIsReadEqualsWhatWasWritten(@TempDir Path folder) {
		Path file = folder.resolve("schema.json");
		SchemaSnapshot.write(SCHEMA, file);
		assertThat(SchemaSnapshot.read(file)).isEqualTo(SCHEMA);
		assertThat(folder).isDirectoryContaining((entry) -> entry.equals(file))
			.isDirectoryNotContaining((entry) -> !entry.equals(file));
	}

	@Test
	void textHasOneElementALineAndNothingEmpty() {
		assertThat(SchemaSnapshot.write(DatabaseSchema.of(180001, Stream.of(MOOD), Map.of()))).isEqualTo("""
				{
				  "format" : 1,
				  "serverVersion" : 180001,
				  "enums" : [
				    {
				      "name" : "\\"My \\"\\"Schema\\"\\"\\".\\"a.b c\\"",
				      "labels" : [
				        "sad",
				        "",
				        "ok"
				      ],
				      "comment" : "text with \\n and ü"
				    }
				  ]
				}
				""");
	}

	@Test
	void newerFormatIsRefusedNamingBoth() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> SchemaSnapshot.read("{\"format\": 9, \"whatever\": {}}", "s.json"))
			.withMessageContaining("'s.json'")
			.withMessageContaining("format 9")
			.withMessageContaining("up to 1");
	}

	@Test
	void malformedTextIsRefusedWithItsPlace() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> SchemaSnapshot.read("{\"format\": 1,\n  \"tables\": [}", "s.json"))
			.withMessageContaining("line 2");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> SchemaSnapshot.read("{\"format\": 1, \"enums\": [{\"nam\": \"x\"}]}", "s.json"))
			.withMessageContaining("nam")
			.withMessageContaining("enums");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> SchemaSnapshot.read("{\"format\": 1, \"enums\": [{\"labels\": []}]}", "s.json"))
			.withMessageContaining("'enums[0].name' is missing");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(
				() -> SchemaSnapshot.read("{\"format\": 1, \"dependencies\": [{\"object\": \"TABEL x\"}]}", "s.json"))
			.withMessageContaining("TABEL");
	}

	@Test
	void whatIsNoSnapshotIsRefused(@TempDir Path folder) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> SchemaSnapshot.read("{}", "s.json"))
			.withMessageContaining("not a snapshot");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> SchemaSnapshot.read("", "s.json"));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> SchemaSnapshot.read(folder.resolve("none.json")))
			.withMessageContaining("does not exist");
	}

}
