package io.github.dbadapter.schema.introspect;

/**
 * Identity of an object in {@code pg_depend} and {@code pg_description}. The oids of the
 * catalogs are fixed by PostgreSQL's sources and the same in every version.
 */
final class CatalogId {

	static final int TYPE = 1247;

	static final int PROC = 1255;

	static final int CLASS = 1259;

	static final int ATTRDEF = 2604;

	static final int CONSTRAINT = 2606;

	static final int NAMESPACE = 2615;

	static final int REWRITE = 2618;

	static final int TRIGGER = 2620;

	static final int EXTENSION = 3079;

	static final int POLICY = 3256;

	static final int STATISTIC_EXT = 3381;

	private CatalogId() {
	}

	static long of(long catalog, long oid) {
		return (catalog << 32) | (oid & 0xFFFFFFFFL);
	}

}
