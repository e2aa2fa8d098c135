package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.sql.NotPermittedException;
import io.github.dbadapter.sql.SqlScript;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

/**
 * Lets PostgreSQL itself read scripts, in a place that leaves nothing behind and puts
 * neither data nor locks of the live database at risk. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class SchemaScratch {

	private static final Log logger = LogFactory.getLog(SchemaScratch.class);

	private final AdministrativeDatabase live;

	private final AdministrativeDatabase server;

	private final ScratchOptions options;

	/**
	 * Creates an instance.
	 * @param live the live database, whose encoding, collation and search path the
	 * scratch place gets
	 * @param options where and within which limits
	 */
	public SchemaScratch(AdministrativeDatabase live, ScratchOptions options) {
		this.live = live;
		this.server = (options.server() != null) ? options.server() : live;
		this.options = options;
	}

	/**
	 * Reads scripts. Every statement is looked at before the first is run. Cold: each
	 * subscription makes a scratch place of its own, which is gone before the result or
	 * the error is emitted, and also after a cancel.
	 * @param scripts the scripts, in the order in which they are run
	 * @return the schema, once; fails with {@link RefusedStatementException} when a
	 * statement must not be run, with {@link ScriptFailedException} when PostgreSQL
	 * rejects one, with {@link ScratchRefusedException} when there is no place to read
	 * them, and as {@link AdministrativeDatabase#execute} says
	 */
	public Mono<LoadedSchema> load(List<SqlScript> scripts) {
		return Mono.defer(() -> {
			plan(scripts);
			return probe().flatMap((facts) -> load(scripts, facts));
		});
	}

	Mono<LoadedSchema> load(List<SqlScript> scripts, ScratchServer facts) {
		return Mono.defer(() -> load(scripts, plan(scripts), facts));
	}

	/** Throws before anything is asked of a server. */
	private ScriptPlan plan(List<SqlScript> scripts) {
		return (this.options.mode() == ScratchMode.TRANSACTION) ? ScriptPlan.forTransaction(scripts)
				: ScriptPlan.forDatabase(scripts);
	}

	/** What a result depends on besides the scripts. */
	Mono<ScratchServer> probe() {
		return probe(this.live);
	}

	ScratchPlace place(ScratchServer facts) {
		return new ScratchPlace(facts.version(), facts.extensions(), facts.searchPath(), facts.currentSchema(),
				facts.localeClause(), (this.server != this.live) ? this.server.address() : null);
	}

	/** By whom, where and how scripts are read, to be compared only. */
	Object access() {
		return new Access(this.live.getParameters(), this.server.getParameters(), this.options.mode());
	}

	private static Mono<ScratchServer> probe(AdministrativeDatabase database) {
		return database.execute("look at the server", ScratchServer::read);
	}

	private Mono<LoadedSchema> load(List<SqlScript> scripts, ScriptPlan plan, ScratchServer facts) {
		return switch (this.options.mode()) {
			case DATABASE -> inDatabase(facts, plan);
			case TRANSACTION -> inTransaction(facts, plan);
			case AUTO -> automatic(scripts, plan, facts);
		};
	}

	private Mono<LoadedSchema> automatic(List<SqlScript> scripts, ScriptPlan plan, ScratchServer facts) {
		if (!facts.createsDatabases() || facts.readOnly()) {
			return inTransaction(scripts, facts);
		}
		return inDatabase(facts, plan).onErrorResume(SchemaScratch::isNoDatabase, (failure) -> {
			logger.debug("No scratch database on " + this.server.address(), failure);
			return inTransaction(scripts, facts).onErrorMap(ScratchRefusedException.class, (refused) -> failure);
		});
	}

	private Mono<LoadedSchema> inTransaction(List<SqlScript> scripts, ScratchServer facts) {
		RefusedStatementException refusal = ScriptPlan.refusalInTransaction(scripts);
		if (refusal != null && !facts.readOnly()) {
			return Mono.error(ScratchRefusedException.noPlace(this.live.address(), facts.role(),
					"%s is refused because %s".formatted(refusal.getPosition(), refusal.getReason())));
		}
		return Mono.defer(() -> inTransaction(facts, ScriptPlan.forTransaction(scripts)));
	}

	/** A pooler may know only some databases, and a role's right may be taken away. */
	private static boolean isNoDatabase(Throwable failure) {
		return failure instanceof DatabaseUnavailableException || (failure instanceof NotPermittedException rejected
				&& NotPermittedException.INSUFFICIENT_PRIVILEGE.equals(rejected.getSqlState()));
	}

	private Mono<LoadedSchema> inDatabase(ScratchServer facts, ScriptPlan plan) {
		return scratchDatabase(facts, (connection, parameters) -> new DatabaseScript(connection, facts, plan)
			.load(plan.run(), this.options.statementTimeout()));
	}

	/**
	 * Works in a scratch database, whatever the mode of the options.
	 * @param facts what is known of the live database
	 * @param work blocking work on the connection to the new database
	 * @param <T> type of the result
	 * @return the result, after the database has been dropped
	 */
	<T> Mono<T> inDatabase(ScratchServer facts, ScratchDatabase.Work<T> work) {
		return scratchDatabase(facts, (connection, parameters) -> {
			DatabaseScript.prepareCurrentSchema(connection, facts);
			return work.doInScratch(connection, parameters);
		});
	}

	private <T> Mono<T> scratchDatabase(ScratchServer facts, ScratchDatabase.Work<T> work) {
		Mono<ScratchServer> target = (this.server == this.live) ? Mono.just(facts) : probe(this.server);
		return target.flatMap((host) -> {
			if (host.readOnly()) {
				return Mono.error(ScratchRefusedException.readOnly(this.server.address(), host));
			}
			if (!host.createsDatabases()) {
				return Mono.error(ScratchRefusedException.mayNotCreateDatabase(this.server.address(), host.role()));
			}
			return new ScratchDatabase(this.server, this.options.abandonedAfter()).use(facts.localeClause(),
					host.epochSeconds(), work);
		});
	}

	private Mono<LoadedSchema> inTransaction(ScratchServer facts, ScriptPlan plan) {
		if (facts.readOnly()) {
			return Mono.error(ScratchRefusedException.readOnly(this.live.address(), facts));
		}
		return this.live.execute("read the expected schema in a scratch transaction",
				(connection) -> rolledBack(connection, facts, plan));
	}

	private LoadedSchema rolledBack(Connection connection, ScratchServer facts, ScriptPlan plan) throws SQLException {
		connection.setReadOnly(false);
		connection.setAutoCommit(false);
		try {
			return new TransactionScript(connection, this.live.address(), facts, plan)
				.load(this.options.statementTimeout());
		}
		finally {
			rollback(connection);
		}
	}

	/** A connection that cannot roll back is lost, and the server does it. */
	private static void rollback(Connection connection) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			logger.debug("The server rolls back", ex);
		}
	}

	private record Access(ConnectionParameters live, ConnectionParameters server, ScratchMode mode) {

	}

}
