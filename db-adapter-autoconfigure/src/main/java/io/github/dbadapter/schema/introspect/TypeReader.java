package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.schema.Column.NotNull;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.EnumType;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.RangeType;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads enumerated types, domains and range types.
 */
final class TypeReader {

	private final Catalog catalog;

	private final Map<Long, List<String>> labels = new HashMap<>();

	private final Map<Long, List<DomainType.Check>> checks = new HashMap<>();

	private final Map<Long, NotNull> notNulls = new HashMap<>();

	private final Map<Long, List<Long>> constraints = new HashMap<>();

	TypeReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void readLabels(Rows rows) throws SQLException {
		while (rows.next()) {
			this.labels.computeIfAbsent(rows.number(), (key) -> new ArrayList<>()).add(rows.text());
		}
	}

	void readConstraints(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			long domain = rows.number();
			String name = rows.text();
			boolean check = rows.character() == 'c';
			boolean validated = rows.flag();
			String comment = this.catalog.comment(CatalogId.CONSTRAINT, oid);
			this.constraints.computeIfAbsent(domain, (key) -> new ArrayList<>()).add(oid);
			if (check) {
				this.checks.computeIfAbsent(domain, (key) -> new ArrayList<>())
					.add(new DomainType.Check(name, rows.text(), validated, comment));
			}
			else {
				this.notNulls.put(domain, new NotNull(name, validated, false, true, comment));
			}
		}
	}

	void readTypes(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			QualifiedName name = this.catalog.name(rows.number(), rows.text());
			if (this.catalog.scope().excludes(name)) {
				continue;
			}
			String comment = this.catalog.comment(CatalogId.TYPE, oid);
			if (rows.character() == 'e') {
				this.catalog.add(CatalogId.TYPE, oid,
						new EnumType(name, this.labels.getOrDefault(oid, List.of()), comment));
			}
			else {
				List<DomainType.Check> checks = this.checks.getOrDefault(oid, List.of())
					.stream()
					.sorted(Comparator.comparing(DomainType.Check::name))
					.toList();
				this.catalog.add(CatalogId.TYPE, oid, new DomainType(name, rows.text(), rows.textOrNull(), rows.flag(),
						notNull(oid, name), rows.textOrNull(), checks, comment));
				ObjectReference domain = ObjectReference.of(ObjectKind.DOMAIN, name);
				this.constraints.getOrDefault(oid, List.of())
					.forEach((constraint) -> this.catalog.register(CatalogId.CONSTRAINT, constraint, domain));
			}
		}
	}

	private @Nullable NotNull notNull(long domain, QualifiedName name) {
		NotNull notNull = this.notNulls.get(domain);
		if (notNull == null) {
			return null;
		}
		boolean named = !(name.name().value() + "_not_null").equals(notNull.name());
		if (!named && notNull.comment() == null) {
			return null;
		}
		return new NotNull(named ? notNull.name() : null, true, false, true, notNull.comment());
	}

	void readRanges(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			QualifiedName name = this.catalog.name(rows.number(), rows.text());
			if (!this.catalog.scope().excludes(name)) {
				this.catalog.add(CatalogId.TYPE, oid,
						new RangeType(name, rows.text(), QualifiedName.of(rows.text(), rows.text()), rows.textOrNull(),
								rows.textOrNull(), rows.textOrNull(), rows.textOrNull(),
								this.catalog.comment(CatalogId.TYPE, oid)));
			}
		}
	}

}
