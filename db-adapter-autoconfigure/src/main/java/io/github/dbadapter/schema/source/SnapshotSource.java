package io.github.dbadapter.schema.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.SchemaSnapshot;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A {@linkplain SchemaSnapshot snapshot} as the expected schema. It is read each time and
 * needs no scratch place, unless it is of another major version than the server.
 *
 * @since 0.1.0
 */
public final class SnapshotSource implements ExpectedSchemaSource {

	private static final String SUFFIX = ".json";

	private static final String CLASSPATH = "classpath:";

	private static final String FILE = "file:";

	private final String location;

	private final Resource resource;

	/**
	 * Creates a source.
	 * @param location path of a file, or a resource that begins with {@code classpath:}
	 * @param resources finds the resource
	 */
	public SnapshotSource(String location, ResourceLoader resources) {
		this.location = location;
		this.resource = location.startsWith(CLASSPATH) ? resources.getResource(location) : new FileSystemResource(
				Path.of(location.startsWith(FILE) ? location.substring(FILE.length()) : location));
	}

	static boolean isSnapshot(String location) {
		return location.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
	}

	@Override
	public String description() {
		return this.location;
	}

	@Override
	public Mono<ExpectedSchema> load(SchemaScratch scratch) {
		return Mono.fromCallable(this::read).subscribeOn(Schedulers.boundedElastic());
	}

	private ExpectedSchema read() {
		String json = text();
		DatabaseSchema schema = SchemaSnapshot.read(json, this.location);
		return ExpectedSchema.of(this.location, ContentHash.of(json), schema, List.of());
	}

	private String text() {
		if (!this.resource.exists()) {
			throw new InvalidInputException("The snapshot '%s' does not exist".formatted(this.location));
		}
		try {
			return this.resource.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new InvalidInputException(
					"Could not read the snapshot '%s': %s".formatted(this.location, FileProblem.reading(ex)), ex);
		}
	}

}
