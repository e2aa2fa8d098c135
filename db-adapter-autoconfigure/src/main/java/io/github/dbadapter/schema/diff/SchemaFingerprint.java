package io.github.dbadapter.schema.diff;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Extension;
import io.github.dbadapter.schema.Namespace;
import io.github.dbadapter.schema.SchemaObject;
import org.jspecify.annotations.Nullable;

/**
 * Hash of all that is compared of a model's objects, so that two models can be told apart
 * without keeping them. The order of columns counts; the version of the server, and
 * versions and comments of extensions do not, nor do the dependencies, which follow from
 * the rest.
 *
 * @since 0.1.0
 */
public final class SchemaFingerprint {

	private static final String PREFIX = "sha256:";

	private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {

		@Override
		protected Method[] computeValue(Class<?> type) {
			return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor).toArray(Method[]::new);
		}

	};

	private final MessageDigest digest;

	private SchemaFingerprint(MessageDigest digest) {
		this.digest = digest;
	}

	/**
	 * Computes the fingerprint of a model.
	 * @param schema the model
	 * @return {@code sha256:} and 64 hexadecimal digits
	 */
	public static String of(DatabaseSchema schema) {
		SchemaFingerprint fingerprint = new SchemaFingerprint(sha256());
		for (SchemaObject object : schema.objects().values()) {
			fingerprint.add(compared(object));
		}
		return PREFIX + HexFormat.of().formatHex(fingerprint.digest.digest());
	}

	/** What is never compared must not tell two models apart. */
	private static SchemaObject compared(SchemaObject object) {
		if (object instanceof Extension extension) {
			return new Extension(extension.name(), extension.schema(), "", null);
		}
		if (object instanceof Namespace namespace) {
			return new Namespace(namespace.name(), ObjectComparison.comment(namespace));
		}
		return object;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/** Lengths and type names keep values of neighbours apart. */
	private void add(@Nullable Object value) {
		if (value == null) {
			write("-");
		}
		else if (value instanceof Record) {
			write(value.getClass().getSimpleName());
			for (Method accessor : ACCESSORS.get(value.getClass())) {
				add(read(accessor, value));
			}
		}
		else if (value instanceof Collection<?> collection) {
			write("[" + collection.size());
			collection.forEach(this::add);
		}
		else if (value instanceof Map<?, ?> map) {
			write("{" + map.size());
			new TreeMap<>(map).forEach((key, entry) -> {
				add(key);
				add(entry);
			});
		}
		else {
			String text = value.toString();
			write("\"" + text.length());
			write(text);
		}
	}

	private static @Nullable Object read(Method accessor, Object value) {
		try {
			return accessor.invoke(value);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("Could not read " + accessor, ex);
		}
	}

	private void write(String text) {
		this.digest.update(text.getBytes(StandardCharsets.UTF_8));
		this.digest.update((byte) 0);
	}

}
