package io.github.dbadapter.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * All objects of the schemas that were looked at, ordered by {@link ObjectReference}.
 * Objects of the system, of extensions and temporary ones are never part of it.
 *
 * @param serverVersion {@code server_version_num} of the server that rendered the
 * expressions, for example 170004
 * @param objects the objects by identity
 * @param dependencies what each object needs to exist, from {@code pg_depend}, by the
 * object that needs it; parts of a relation are named where the dependency is theirs
 * alone
 * @since 0.1.0
 */
public record DatabaseSchema(int serverVersion, SortedMap<ObjectReference, SchemaObject> objects,
		SortedMap<ObjectReference, List<ObjectReference>> dependencies) {

	public DatabaseSchema {
		objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
		TreeMap<ObjectReference, List<ObjectReference>> copies = new TreeMap<>();
		dependencies.forEach((object, needed) -> copies.put(object, needed.stream().sorted().distinct().toList()));
		dependencies = Collections.unmodifiableSortedMap(copies);
	}

	public static DatabaseSchema of(int serverVersion, Stream<? extends SchemaObject> objects,
			Map<ObjectReference, List<ObjectReference>> dependencies) {
		return new DatabaseSchema(
				serverVersion, objects.collect(Collectors.toMap(SchemaObject::reference,
						Function.<SchemaObject>identity(), (one, other) -> one, TreeMap::new)),
				new TreeMap<>(dependencies));
	}

	public static DatabaseSchema empty(int serverVersion) {
		return of(serverVersion, Stream.empty(), Map.of());
	}

	/**
	 * Returns the objects of one type, in order.
	 * @param type the record type
	 * @param <T> the record type
	 * @return the objects
	 */
	public <T extends SchemaObject> Stream<T> objects(Class<T> type) {
		return this.objects.values().stream().filter(type::isInstance).map(type::cast);
	}

	/**
	 * Returns a table by name.
	 * @param name the qualified name
	 * @return the table, or {@code null} if there is none
	 */
	public @Nullable Table table(QualifiedName name) {
		return (Table) this.objects.get(ObjectReference.of(ObjectKind.TABLE, name));
	}

	/**
	 * Returns the major version of the server.
	 * @return for example 17
	 */
	public int majorVersion() {
		return this.serverVersion / 10000;
	}

}
