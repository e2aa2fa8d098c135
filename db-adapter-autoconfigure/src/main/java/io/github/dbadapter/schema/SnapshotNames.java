package io.github.dbadapter.schema;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Names and references as one text each: {@code public.product},
 * {@code COLUMN public.product price}, {@code FUNCTION public.total integer}. Parts with
 * a dot, space or quote are in double quotes.
 */
final class SnapshotNames {

	private SnapshotNames() {
	}

	static SimpleModule module() {
		return new SimpleModule().addSerializer(new NameSerializer())
			.addDeserializer(QualifiedName.class, new NameDeserializer())
			.addSerializer(new ReferenceSerializer())
			.addDeserializer(ObjectReference.class, new ReferenceDeserializer());
	}

	static String write(QualifiedName name) {
		String own = part(name.name().value());
		return (name.schema() != null) ? part(name.schema().value()) + "." + own : own;
	}

	private static String part(String name) {
		boolean plain = name.chars().noneMatch((character) -> character == '.' || character == ' ' || character == '"');
		return plain ? name : DdlText.quoted(name);
	}

	static String write(ObjectReference reference) {
		String detail = (reference.detail() == null || reference.detail().isEmpty()) ? "" : " " + reference.detail();
		return reference.kind() + " " + write(reference.name()) + detail;
	}

	static ObjectReference readReference(String text) {
		int kindEnd = text.indexOf(' ');
		if (kindEnd < 0) {
			throw new InvalidInputException("'" + text + "' is not a reference: expected 'KIND name'");
		}
		ObjectKind kind = kind(text.substring(0, kindEnd));
		int nameEnd = nameEnd(text, kindEnd + 1);
		QualifiedName name = QualifiedName.parse(text.substring(kindEnd + 1, nameEnd));
		return new ObjectReference(kind, name,
				(nameEnd < text.length()) ? text.substring(nameEnd + 1) : withoutDetail(kind));
	}

	private static ObjectKind kind(String text) {
		try {
			return ObjectKind.valueOf(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidInputException("'" + text + "' is not a kind of object", ex);
		}
	}

	private static int nameEnd(String text, int start) {
		boolean quoted = false;
		int at = start;
		while (at < text.length() && (quoted || text.charAt(at) != ' ')) {
			quoted ^= text.charAt(at++) == '"';
		}
		return at;
	}

	/** A routine without arguments has an empty detail, other things have none. */
	private static @Nullable String withoutDetail(ObjectKind kind) {
		return switch (kind) {
			case FUNCTION, PROCEDURE, AGGREGATE -> "";
			default -> null;
		};
	}

	private static final class NameSerializer extends StdSerializer<QualifiedName> {

		NameSerializer() {
			super(QualifiedName.class);
		}

		@Override
		public void serialize(QualifiedName name, JsonGenerator generator, SerializationContext context) {
			generator.writeString(write(name));
		}

	}

	private static final class NameDeserializer extends StdDeserializer<QualifiedName> {

		NameDeserializer() {
			super(QualifiedName.class);
		}

		@Override
		public QualifiedName deserialize(JsonParser parser, DeserializationContext context) {
			return QualifiedName.parse(parser.getString());
		}

	}

	private static final class ReferenceSerializer extends StdSerializer<ObjectReference> {

		ReferenceSerializer() {
			super(ObjectReference.class);
		}

		@Override
		public void serialize(ObjectReference reference, JsonGenerator generator, SerializationContext context) {
			generator.writeString(write(reference));
		}

	}

	private static final class ReferenceDeserializer extends StdDeserializer<ObjectReference> {

		ReferenceDeserializer() {
			super(ObjectReference.class);
		}

		@Override
		public ObjectReference deserialize(JsonParser parser, DeserializationContext context) {
			return readReference(parser.getString());
		}

	}

}
