package io.github.dbadapter.schema.source;

import java.util.List;
import java.util.stream.Stream;

import io.github.dbadapter.sql.SqlScript;
import org.springframework.core.io.ResourceLoader;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * SQL scripts as the expected schema: files, folders in the order of names, resources of
 * the class path. They are read from disk each time, and by PostgreSQL once for the same
 * content, server version, set of extensions and search path.
 *
 * @since 0.1.0
 */
public final class ScriptSource implements ExpectedSchemaSource {

	private final List<String> locations;

	private final ScriptFiles files;

	private final SharedLoads<Key, LoadedSchema> loads = new SharedLoads<>();

	/**
	 * Creates a source.
	 * @param locations paths of files and folders, or resources that begin with
	 * {@code classpath:}; one that ends with {@code /} is a folder
	 * @param resources finds the resources
	 */
	public ScriptSource(List<String> locations, ResourceLoader resources) {
		this.locations = List.copyOf(locations);
		this.files = new ScriptFiles(resources);
	}

	@Override
	public String description() {
		return String.join(", ", this.locations);
	}

	/**
	 * Reads the scripts, so that hints in their comments can be had.
	 * @return the scripts in order, once; fails with
	 * {@link io.github.dbadapter.InvalidInputException} when one cannot be read or is
	 * empty
	 */
	public Mono<List<SqlScript>> scripts() {
		return Mono.fromCallable(() -> this.files.read(this.locations)).subscribeOn(Schedulers.boundedElastic());
	}

	@Override
	public Mono<ExpectedSchema> load(SchemaScratch scratch) {
		return scripts().flatMap((scripts) -> {
			String hash = ContentHash.of(scripts.stream()
				.flatMap((script) -> Stream.of(script.name(), script.text()))
				.toArray(String[]::new));
			return scratch.probe()
				.flatMap((server) -> this.loads.get(new Key(hash, scratch.place(server)), scratch.access(),
						scratch.load(scripts, server)))
				.map((schema) -> ExpectedSchema.of(description(), hash, schema.schema(), schema.skipped()));
		});
	}

	private record Key(String hash, ScratchPlace place) {

	}

}
