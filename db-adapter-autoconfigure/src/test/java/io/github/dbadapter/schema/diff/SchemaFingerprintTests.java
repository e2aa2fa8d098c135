package io.github.dbadapter.schema.diff;

import java.util.Map;
import java.util.stream.Stream;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Extension;
import io.github.dbadapter.schema.Namespace;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaFingerprintTests {

	@Test
	void whatIsNeverComparedDoesNotCount() {
		assertThat(of(170000, extension("1.6", "public"))).isEqualTo(of(170000, extension("1.7", "public")))
			.isEqualTo(of(180000, extension("1.7", "public")));
		assertThat(of(170000, namespace(null))).isEqualTo(of(170000, namespace("")));
	}

	@Test
	void whatIsComparedDoes() {
		assertThat(of(170000, extension("1.6", "public"))).isNotEqualTo(of(170000, extension("1.6", "extensions")));
		assertThat(of(170000, namespace(null))).isNotEqualTo(of(170000, namespace("ours")));
		assertThat(of(170000, namespace(null))).isNotEqualTo(of(170000));
	}

	private static Extension extension(String version, String schema) {
		return new Extension(QualifiedName.of("citext"), schema, version, null);
	}

	private static Namespace namespace(@Nullable String comment) {
		return new Namespace(QualifiedName.of("audit"), comment);
	}

	private static String of(int version, SchemaObject... objects) {
		return SchemaFingerprint.of(DatabaseSchema.of(version, Stream.of(objects), Map.of()));
	}

}
