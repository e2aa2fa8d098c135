package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CommentDdl;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.diff.ChangedObject;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;

/**
 * Gives an object that was taken down its owner and grants back.
 */
final class PutBack {

	private final Planning planning;

	PutBack(Planning planning) {
		this.planning = planning;
	}

	List<String> statements(Change change) {
		SchemaPart<?> actual = change.actual();
		if (actual == null) {
			return List.of();
		}
		List<String> statements = new ArrayList<>(comment(change, actual));
		DatabaseFacts.Rights rights = this.planning.facts().rights().get(actual.reference());
		if (rights != null) {
			statements.addAll(statements(change, actual, rights));
		}
		if (actual.model() != actual.owner() || actual.owner() != change.source().owner()) {
			return statements;
		}
		this.planning.facts().rights().forEach((reference, ofColumn) -> {
			if (reference.kind() == ObjectKind.COLUMN && reference.name().equals(actual.reference().name())
					&& isRelation(actual.reference().kind()) && isThere(change, reference)) {
				statements.addAll(grants("TABLE " + change.target().owner().name().quoted(), List.of(),
						onColumn(ofColumn.grants(), SqlText.quoted(String.valueOf(reference.detail())))));
			}
		});
		return statements;
	}

	private static boolean isRelation(ObjectKind kind) {
		return kind == ObjectKind.TABLE || ObjectKinds.isView(kind);
	}

	private boolean isThere(Change change, ObjectReference column) {
		ObjectReference reference = new ObjectReference(ObjectKind.COLUMN, change.reference().name(), column.detail());
		return this.planning.expected().part(reference) != null
				|| (change.expected() == null && this.planning.actual().part(column) != null);
	}

	/** A comment that nobody asked for stays as well. */
	private List<String> comment(Change change, SchemaPart<?> actual) {
		return this.planning.left()
			.keySet()
			.stream()
			.filter((difference) -> difference instanceof ChangedObject changed
					&& changed.property() == Property.COMMENT
					&& changed.actualPart().reference().equals(actual.reference())
					&& changed.actualPart().model() instanceof SchemaObject)
			.map((difference) -> Comments.set(change.target(),
					((SchemaObject) ((ChangedObject) difference).actualPart().model()).comment()))
			.toList();
	}

	private static List<String> statements(Change change, SchemaPart<?> actual, DatabaseFacts.Rights rights) {
		SchemaPart<?> target = change.target();
		if (target.model() instanceof Column column) {
			return grants("TABLE " + target.owner().name().quoted(), List.of(),
					onColumn(rights.grants(), SqlText.quoted(column.name())));
		}
		return (target.model() instanceof SchemaObject object) ? statements(object, rights) : List.of();
	}

	private static List<String> statements(SchemaObject object, DatabaseFacts.Rights rights) {
		List<String> statements = new ArrayList<>();
		String address = CommentDdl.address(object);
		if (rights.owner() != null && object.kind() != ObjectKind.OTHER) {
			statements.add("ALTER " + address + " OWNER TO " + rights.owner());
		}
		statements.addAll(grants(grantable(object, address), rights.revokes(), rights.grants()));
		return statements;
	}

	private static String grantable(SchemaObject object, String address) {
		return switch (object.kind()) {
			case TABLE, VIEW, MATERIALIZED_VIEW -> "TABLE " + object.name().quoted();
			case AGGREGATE -> address.replaceFirst("^AGGREGATE", "FUNCTION").replace("(*)", "()");
			case DOMAIN, ENUM, COMPOSITE_TYPE, RANGE_TYPE -> "TYPE " + object.name().quoted();
			default -> address;
		};
	}

	private static List<DatabaseFacts.Grant> onColumn(List<DatabaseFacts.Grant> grants, String column) {
		return grants.stream()
			.map((grant) -> new DatabaseFacts.Grant(grant.privilege(), column, grant.grantee(), grant.grantable()))
			.toList();
	}

	/** Grants of one role become one statement. */
	private static List<String> grants(String address, Collection<String> revokes,
			Collection<DatabaseFacts.Grant> grants) {
		List<String> statements = new ArrayList<>();
		if (!revokes.isEmpty()) {
			statements.add("REVOKE ALL ON %s FROM %s".formatted(address, String.join(", ", revokes)));
		}
		Map<String, List<String>> privileges = new LinkedHashMap<>();
		for (DatabaseFacts.Grant grant : grants) {
			String column = (grant.column() != null) ? " (" + grant.column() + ")" : "";
			privileges
				.computeIfAbsent(grant.grantee() + (grant.grantable() ? " WITH GRANT OPTION" : ""),
						(key) -> new ArrayList<>())
				.add(grant.privilege().toUpperCase(Locale.ROOT) + column);
		}
		privileges.forEach((grantee, names) -> statements
			.add("GRANT %s ON %s TO %s".formatted(String.join(", ", names), address, grantee)));
		return statements;
	}

}
