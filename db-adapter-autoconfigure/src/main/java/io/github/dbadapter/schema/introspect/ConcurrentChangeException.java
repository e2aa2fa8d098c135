package io.github.dbadapter.schema.introspect;

/**
 * A catalog row without its definition: the object was dropped after the snapshot was
 * taken.
 */
final class ConcurrentChangeException extends RuntimeException {

	ConcurrentChangeException(CatalogQuery query) {
		super("An object was dropped while " + query + " was being read");
	}

}
