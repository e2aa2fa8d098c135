package io.github.dbadapter.schema.source;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.github.dbadapter.schema.DatabaseSchema;
import org.jspecify.annotations.Nullable;

/**
 * Changes every name and text of a model. The model is made of records, lists and maps
 * alone, so that nothing can be forgotten when it grows.
 */
final class ModelNames {

	private final UnaryOperator<String> change;

	ModelNames(UnaryOperator<String> change) {
		this.change = change;
	}

	DatabaseSchema apply(DatabaseSchema schema) {
		return (DatabaseSchema) Objects.requireNonNull(value(schema));
	}

	private @Nullable Object value(@Nullable Object value) {
		if (value instanceof String text) {
			return this.change.apply(text);
		}
		if (value instanceof Record record) {
			return record(record);
		}
		if (value instanceof List<?> list) {
			return list.stream().map(this::value).toList();
		}
		if (value instanceof Map<?, ?> map) {
			return map(map);
		}
		return value;
	}

	private Map<Object, Object> map(Map<?, ?> map) {
		Map<Object, Object> changed = (map instanceof SortedMap) ? new TreeMap<>() : new LinkedHashMap<>();
		map.forEach(
				(key, value) -> changed.put(Objects.requireNonNull(value(key)), Objects.requireNonNull(value(value))));
		return changed;
	}

	private Object record(Record record) {
		RecordComponent[] components = record.getClass().getRecordComponents();
		try {
			Object[] values = new Object[components.length];
			for (int i = 0; i < components.length; i++) {
				values[i] = value(components[i].getAccessor().invoke(record));
			}
			Constructor<?> constructor = record.getClass()
				.getDeclaredConstructor(
						Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
			return constructor.newInstance(values);
		}
		catch (InvocationTargetException ex) {
			throw new IllegalStateException("Could not rename within " + record, ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Could not rename within " + record, ex);
		}
	}

}
