package io.github.dbadapter.schema.source;

import java.util.List;
import java.util.Set;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlSyntaxException;
import io.github.dbadapter.sql.SqlToken;
import io.github.dbadapter.sql.SqlToken.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a statement so that every qualified name in it points into the scratch schemas
 * or at a member of an extension, never at a live object.
 */
final class NameRewriter {

	private static final Set<String> SYSTEM_SCHEMAS = Set.of("pg_catalog", "information_schema");

	private static final Set<String> NAME_READERS = Set.of("nextval", "currval", "setval", "to_regclass", "to_regtype",
			"to_regproc", "to_regprocedure", "to_regoper", "to_regoperator", "to_regcollation",
			"pg_get_serial_sequence");

	private final ScratchNames names;

	private final LiveNames live;

	private final Set<String> defined;

	private final SqlStatement statement;

	private final Rewriting rewriting;

	/**
	 * Creates an instance.
	 * @param names stand-ins for the schemas
	 * @param live names of the live database
	 * @param defined own names of all objects that the scripts create
	 * @param statement the statement
	 */
	NameRewriter(ScratchNames names, LiveNames live, Set<String> defined, SqlStatement statement) {
		this.names = names;
		this.live = live;
		this.defined = defined;
		this.statement = statement;
		this.rewriting = new Rewriting(statement.text());
	}

	Rewriting rewrite() {
		CreateSchema createSchema = CreateSchema.of(this.statement);
		if (createSchema != null) {
			String scratch = this.names.scratch(createSchema.name());
			this.rewriting.replace(createSchema.from(), createSchema.to(),
					new Identifier((scratch != null) ? scratch : createSchema.name()).quoted());
		}
		refuseForeignTarget();
		boolean routine = this.statement.token(0).isWord("create", "alter") && isRoutine();
		List<SqlToken> tokens = this.statement.tokens();
		for (int i = 0; i < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			if (token.kind() == Kind.ESCAPED_IDENTIFIER) {
				throw refused("a name with Unicode escapes cannot be followed");
			}
			if (createSchema != null && token.start() < createSchema.to()) {
				continue;
			}
			if (token.isIdentifier()) {
				identifier(i);
			}
			else if (isNameInString(i)) {
				nameInString(token);
			}
			else if (routine && this.statement.token(i - 1).isWord("as")) {
				body(token);
			}
			if (routine && this.statement.hasWords(i, "set", "search_path")) {
				functionPath(i + 2);
			}
		}
		if (this.statement.startsWith("create", "materialized", "view")) {
			withoutData();
		}
		return this.rewriting;
	}

	private boolean isRoutine() {
		StatementTarget target = StatementTarget.of(this.statement);
		return target != null && Set.of("function", "procedure", "routine").contains(target.type());
	}

	/** Changing or commenting an object locks it. */
	private void refuseForeignTarget() {
		StatementTarget target = StatementTarget.of(this.statement);
		if (target == null || this.statement.token(0).isWord("create")) {
			return;
		}
		String own = target.ownName().value();
		boolean system = target.name().size() > 1 && SYSTEM_SCHEMAS.contains(target.firstPart().value());
		boolean member = this.live.members().values().stream().anyMatch((members) -> members.contains(own));
		boolean column = target.type().equals("column");
		if (system || (member && !column && !this.defined.contains(own))) {
			throw refused("it changes an object that the script does not create");
		}
		if (target.type().equals("schema") && this.statement.token(0).isWord("alter")) {
			throw refused("a schema cannot be altered in a scratch transaction");
		}
	}

	private void identifier(int index) {
		SqlToken token = this.statement.token(index);
		if (token.isWord("concurrently") && this.statement.token(0).isWord("create")) {
			this.rewriting.replace(token, "");
		}
		else if (isSchemaName(index)) {
			replace(token, token.value());
		}
		else if (this.statement.token(index + 1).is(".") && !this.statement.token(index - 1).is(".")
				&& !keeps(token.value(), this.statement.token(index + 2).value())) {
			replace(token, token.value());
		}
	}

	private void replace(SqlToken token, String schema) {
		String scratch = this.names.scratch(schema);
		if (scratch != null) {
			this.rewriting.replace(token, scratch);
		}
	}

	/** COMMENT ON SCHEMA x, ALTER … SET SCHEMA x. */
	private boolean isSchemaName(int index) {
		return this.statement.token(index - 1).isWord("schema")
				&& ((index == 3 && this.statement.startsWith("comment", "on"))
						|| (this.statement.startsWith("alter") && this.statement.token(index - 2).isWord("set")));
	}

	/** Whether a qualified name is that of an extension's member. */
	private boolean keeps(String schema, String name) {
		if (!this.live.isMember(schema, name)) {
			return false;
		}
		if (this.live.isRelation(schema, name)) {
			return false;
		}
		if (this.defined.contains(name)) {
			throw refused("%s.%s is both in the script and a member of an extension".formatted(schema, name));
		}
		return true;
	}

	private boolean isNameInString(int index) {
		SqlToken token = this.statement.token(index);
		if (token.kind() != Kind.STRING && token.kind() != Kind.ESCAPED_STRING && token.kind() != Kind.DOLLAR_STRING) {
			return false;
		}
		SqlToken previous = this.statement.token(index - 1);
		SqlToken next = this.statement.token(index + 1);
		return isRegistryType(previous) || ((next.is("::") || next.isWord("as")) && hasRegistryType(index + 2))
				|| (previous.is("(") && NAME_READERS.contains(this.statement.token(index - 2).value()));
	}

	private boolean hasRegistryType(int index) {
		boolean qualified = this.statement.hasWords(index, "pg_catalog") && this.statement.token(index + 1).is(".");
		return isRegistryType(this.statement.token(qualified ? index + 2 : index));
	}

	private static boolean isRegistryType(SqlToken token) {
		return token.kind() == Kind.WORD && token.value().startsWith("reg") && token.value().length() > 6;
	}

	private void nameInString(SqlToken string) {
		if (string.kind() == Kind.ESCAPED_STRING) {
			throw refused("a name in a string with escapes cannot be followed");
		}
		try {
			List<SqlToken> parts = SqlScript.tokens(string.value());
			String scratch = (parts.size() > 2 && parts.get(0).isIdentifier() && parts.get(1).is(".")
					&& !keeps(parts.get(0).value(), parts.get(2).value())) ? this.names.scratch(parts.get(0).value())
							: null;
			if (scratch != null) {
				String name = new Rewriting(string.value()).replace(parts.get(0), scratch).result();
				this.rewriting.replace(string, "'" + name.replace("'", "''") + "'");
			}
		}
		catch (SqlSyntaxException ex) {
			throw refused("a name in a string cannot be read");
		}
	}

	private void body(SqlToken string) {
		@Nullable String text = this.names.scratchText(string.text(),
				(schema, name) -> this.live.isMember(schema, name) && !this.live.isRelation(schema, name));
		if (text == null) {
			throw refused("a schema in its body is written in mixed case, and could not be put back as it is written");
		}
		if (!text.equals(string.text())) {
			this.rewriting.replace(string, text);
		}
	}

	private void functionPath(int from) {
		if (this.statement.hasWords(from, "current") || this.statement.hasWords(from - 1, "current")
				|| this.statement.hasWords(from, "from")) {
			throw refused("the search path of the check is not that of the script");
		}
		for (int i = from + 1; this.statement.token(i).isIdentifier() || isString(i); i += 2) {
			SqlToken token = this.statement.token(i);
			String scratch = this.names.scratch(token.value());
			if (scratch != null) {
				this.rewriting.replace(token, token.isIdentifier() ? scratch : "'" + scratch + "'");
			}
			if (!this.statement.token(i + 1).is(",")) {
				break;
			}
		}
	}

	private boolean isString(int index) {
		return this.statement.token(index).kind() == Kind.STRING;
	}

	/** The query of a materialized view would read, and might call anything. */
	private void withoutData() {
		int last = this.statement.tokens().size() - 1;
		if (!this.statement.token(last).isWord("data")) {
			this.rewriting.replace(this.statement.text().length(), this.statement.text().length(), "\nWITH NO DATA");
		}
		else if (this.statement.token(last - 1).isWord("with")) {
			this.rewriting.replace(this.statement.token(last), "NO DATA");
		}
	}

	private RefusedStatementException refused(String reason) {
		return new RefusedStatementException(this.statement, reason, "a scratch transaction");
	}

}
