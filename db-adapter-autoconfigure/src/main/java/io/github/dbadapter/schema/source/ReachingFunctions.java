package io.github.dbadapter.schema.source;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlSyntaxException;
import io.github.dbadapter.sql.SqlToken;

/**
 * Functions of PostgreSQL and its usual extensions whose call is felt outside the
 * database that they are called in, or by other sessions.
 */
final class ReachingFunctions {

	private static final Pattern NAMES = Pattern.compile("dblink(_\\w+)?|lo_\\w+|pg_notify"
			+ "|pg_read_(binary_)?file|pg_ls_\\w+|pg_stat_file|pg_file_\\w+|pg_logdir_ls"
			+ "|pg_(terminate|cancel)_backend|pg_reload_conf|pg_rotate_logfile|pg_promote|pg_switch_wal"
			+ "|pg_create_restore_point|pg_wal_replay_\\w+|pg_(create|drop|copy|advance|sync)_\\w*replication_slot\\w*"
			+ "|pg_replication_slot_advance|pg_replication_origin_\\w+|pg_logical_\\w+|pg_(start|stop)_backup"
			+ "|pg_backup_(start|stop)|pg_stat_reset\\w*|pg_log_backend_memory_contexts|pg_import_system_collations"
			+ "|pg_sleep\\w*|http(_\\w+)?|net\\.\\w+");

	private static final Set<String> SESSION_SETTINGS = Set.of("role", "session_authorization", "statement_timeout",
			"lock_timeout");

	Verdict judge(SqlStatement statement) {
		return judge(statement.tokens());
	}

	private Verdict judge(List<SqlToken> tokens) {
		for (int i = 0; i < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			boolean call = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
			if (token.isIdentifier() && call && NAMES.matcher(token.value()).matches()) {
				return Verdict.refuse("%s() reaches beyond the database".formatted(token.value()));
			}
			if (token.isIdentifier() && call && token.value().equals("set_config") && i + 2 < tokens.size()
					&& SESSION_SETTINGS.contains(tokens.get(i + 2).value())) {
				return Verdict.refuse("it changes the role or the limits under which the script is read");
			}
			if (token.kind() == SqlToken.Kind.DOLLAR_STRING) {
				Verdict inside = judge(tokensOf(token));
				if (inside.refuses()) {
					return inside;
				}
			}
		}
		return Verdict.RUN;
	}

	/** A string need not be SQL, and then calls nothing. */
	static List<SqlToken> tokensOf(SqlToken string) {
		try {
			return SqlScript.tokens(string.value());
		}
		catch (SqlSyntaxException ex) {
			return List.of();
		}
	}

}
