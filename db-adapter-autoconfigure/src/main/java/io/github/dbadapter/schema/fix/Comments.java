package io.github.dbadapter.schema.fix;

import io.github.dbadapter.schema.CommentDdl;
import io.github.dbadapter.schema.IndexDdl;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.diff.SchemaPart;
import org.jspecify.annotations.Nullable;

/**
 * Writes comments on parts.
 */
final class Comments {

	private Comments() {
	}

	static String set(SchemaPart<?> part, @Nullable String comment) {
		return CommentDdl.set(address(part), comment);
	}

	static String index(SchemaPart<?> part, @Nullable String comment) {
		return CommentDdl.set("INDEX " + IndexDdl.name(part.owner().name(), detail(part)), comment);
	}

	private static String address(SchemaPart<?> part) {
		if (part.model() instanceof SchemaObject object) {
			return CommentDdl.address(object);
		}
		String owner = part.owner().name().quoted();
		return switch (part.reference().kind()) {
			case COLUMN -> "COLUMN " + owner + "." + SqlText.quoted(detail(part));
			case INDEX -> "INDEX " + IndexDdl.name(part.owner().name(), detail(part));
			case STATISTICS -> "STATISTICS " + part.reference().name().quoted();
			case CONSTRAINT -> "CONSTRAINT " + SqlText.quoted(detail(part)) + " ON "
					+ ((part.owner() instanceof io.github.dbadapter.schema.DomainType) ? "DOMAIN " : "") + owner;
			default -> part.reference().kind().name() + " " + SqlText.quoted(detail(part)) + " ON " + owner;
		};
	}

	static String detail(SchemaPart<?> part) {
		String detail = part.reference().detail();
		return (detail != null) ? detail : part.reference().name().name().value();
	}

}
