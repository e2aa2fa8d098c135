package io.github.dbadapter.schema.fix;

import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.source.ExpectedSchema;
import reactor.core.publisher.Mono;

/**
 * What is asked of an expected schema besides comparing it.
 */
final class Expectations {

	private Expectations() {
	}

	static String fingerprint(ExpectedSchema expectation) {
		DatabaseSchema schema = expectation.schema();
		if (schema != null) {
			return SchemaFingerprint.of(schema);
		}
		TreeMap<String, Object> columns = new TreeMap<>();
		expectation.columns().forEach((table, names) -> columns.put(table, new TreeSet<>(names)));
		return "sha256:" + FixPlan.hash(columns.toString());
	}

	static IntrospectedSchema with(IntrospectedSchema actual, DatabaseSchema schema) {
		return new IntrospectedSchema(schema, actual.currentSchema(), actual.schemas(), actual.notices());
	}

	/**
	 * Waits for a comparison on the thread that holds the connection, whose work blocks
	 * anyway.
	 */
	static <T> T await(Mono<T> comparison) {
		CompletableFuture<T> future = comparison.toFuture();
		try {
			return Objects.requireNonNull(future.get(), "A comparison has a result");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DbAdapterException("Could not compare the schema: interrupted", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause
					: new DbAdapterException("Could not compare the schema: " + ex.getMessage(), ex);
		}
	}

}
