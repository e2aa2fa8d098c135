package io.github.dbadapter.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as its file holds it: objects by kind, each kind ordered by name.
 */
record SnapshotDocument(int format, int serverVersion, List<Namespace> schemas, List<Extension> extensions,
		List<EnumType> enums, List<CompositeType> compositeTypes, List<DomainType> domains, List<RangeType> rangeTypes,
		List<Sequence> sequences, List<Table> tables, List<View> views, List<Routine> routines,
		List<OtherObject> others, List<Dependency> dependencies) {

	/**
	 * What one object needs.
	 */
	record Dependency(ObjectReference object, List<ObjectReference> needs) {

	}

	static SnapshotDocument of(DatabaseSchema schema, int format) {
		return new SnapshotDocument(format, schema.serverVersion(), schema.objects(Namespace.class).toList(),
				schema.objects(Extension.class).toList(), schema.objects(EnumType.class).toList(),
				schema.objects(CompositeType.class).toList(), schema.objects(DomainType.class).toList(),
				schema.objects(RangeType.class).toList(), schema.objects(Sequence.class).toList(),
				schema.objects(Table.class).toList(), schema.objects(View.class).toList(),
				schema.objects(Routine.class).toList(), schema.objects(OtherObject.class).toList(),
				schema.dependencies()
					.entrySet()
					.stream()
					.map((entry) -> new Dependency(entry.getKey(), entry.getValue()))
					.toList());
	}

	DatabaseSchema toSchema() {
		requireAll(this, "");
		Map<ObjectReference, List<ObjectReference>> needs = this.dependencies.stream()
			.collect(Collectors.toMap(Dependency::object, Dependency::needs, (one, other) -> other, TreeMap::new));
		return DatabaseSchema.of(this.serverVersion,
				Stream
					.of(this.schemas, this.extensions, this.enums, this.compositeTypes, this.domains, this.rangeTypes,
							this.sequences, this.tables, this.views, this.routines, this.others)
					.flatMap(List::stream),
				needs);
	}

	/** Jackson fills what a file leaves out with null; only some of it may be missing. */
	private static void requireAll(Object value, String place) {
		if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				requireAll(list.get(i), place + "[" + i + "]");
			}
		}
		else if (value instanceof Record && value.getClass().getPackage().equals(Table.class.getPackage())) {
			for (RecordComponent component : value.getClass().getRecordComponents()) {
				Object part = read(component, value);
				String at = place.isEmpty() ? component.getName() : place + "." + component.getName();
				if (part != null) {
					requireAll(part, at);
				}
				else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
					throw new InvalidInputException("'" + at + "' is missing");
				}
			}
		}
	}

	private static @Nullable Object read(RecordComponent component, Object value) {
		try {
			return component.getAccessor().invoke(value);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("Could not read " + component, ex);
		}
	}

}
