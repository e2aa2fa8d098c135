package io.github.dbadapter.actuate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.job.BackupFolder;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.fix.Advising;
import io.github.dbadapter.schema.fix.FixApproval;
import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.FixRefusedException;
import io.github.dbadapter.schema.fix.FixReport;
import io.github.dbadapter.schema.fix.FixService;
import io.github.dbadapter.schema.fix.FixServices;
import io.github.dbadapter.schema.fix.Hazard;
import io.github.dbadapter.schema.fix.PlanDescriptor;
import io.github.dbadapter.schema.introspect.SchemaLockedException;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.schema.validate.ValidationStatus;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.sql.LockNotAvailableException;
import io.github.dbadapter.sql.NotPermittedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What {@code POST} on the schema endpoint does: tells a plan, or applies one that was
 * told before. Answers never hold what was found in rows. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class SchemaFixOperation {

	private static final Log logger = LogFactory.getLog(SchemaFixOperation.class);

	private static final Duration RECHECK = Duration.ofSeconds(10);

	private final FixServices fixes;

	private final Profiles profiles;

	private final SchemaChecks checks;

	private final WriteGate gate;

	private final @Nullable BackupFolder backups;

	/**
	 * Creates the operation.
	 * @param fixes plans and applies
	 * @param profiles the profiles there are
	 * @param checks told of what was repaired
	 * @param gate what keeps it from being done
	 * @param backups where backups are listed, {@code null} for nowhere
	 */
	public SchemaFixOperation(FixServices fixes, Profiles profiles, SchemaChecks checks, WriteGate gate,
			@Nullable BackupFolder backups) {
		this.fixes = fixes;
		this.profiles = profiles;
		this.checks = checks;
		this.gate = gate;
		this.backups = backups;
	}

	Mono<WebEndpointResponse<Object>> fix(Request request) {
		return Mono.defer(() -> {
			String closed = this.gate.closed();
			if (closed != null) {
				return problem(HttpStatus.FORBIDDEN, closed);
			}
			ResolvedProfile profile = this.profiles.resolve(GivenValues.of("profile", request.profile()));
			Set<Hazard> allowed = EnumSet.noneOf(Hazard.class);
			allowed.addAll(this.fixes.approval().allowed());
			allowed.addAll(Hazard.parse((request.allow() != null) ? request.allow() : ""));
			if (request.confirm() && (request.plan() == null || request.plan().isBlank())) {
				return problem(HttpStatus.BAD_REQUEST,
						"'confirm' needs the plan that is confirmed: ask without 'confirm' first, then give its name as 'plan'");
			}
			if (request.confirm() && profile.profile().isProtected()) {
				return problem(HttpStatus.FORBIDDEN,
						"The profile '%s' is protected and not changed over HTTP: use db-adapter fix"
							.formatted(profile.name()));
			}
			FixService service = this.fixes.forProfile(profile, null);
			return service.plan(this.fixes.words(), 0)
				.flatMap((plan) -> request.confirm() ? confirmed(profile, service, plan, allowed, request)
						: Mono.just(ok(Answer.of(profile, plan, allowed))));
		}).onErrorResume(DbAdapterException.class, (ex) -> failed(ex, request));
	}

	private Mono<WebEndpointResponse<Object>> confirmed(ResolvedProfile profile, FixService service, FixPlan plan,
			Set<Hazard> allowed, Request request) {
		if (!plan.id().equals(String.valueOf(request.plan()).strip().toLowerCase(Locale.ROOT))) {
			return problem(HttpStatus.CONFLICT,
					"The plan is no longer the one that is confirmed, it is now %s: look at it first"
						.formatted(plan.id()));
		}
		if (plan.isEmpty()) {
			return Mono.just(ok(Answer.of(profile, plan, allowed)));
		}
		FixApproval approval = this.fixes.approval().withAllowed(allowed).withApprovedBy(request.principal());
		return service.apply(plan, request.backup() ? approval : approval.withBackupDirectory(null))
			.flatMap((report) -> Mono.fromRunnable(() -> list(report, profile))
				.subscribeOn(Schedulers.boundedElastic())
				.then(status(profile))
				.map((status) -> ok(Answer.of(profile, report, status))));
	}

	/** The repair is done, whether or not its backup can be listed. */
	private void list(FixReport report, ResolvedProfile profile) {
		if (this.backups == null || report.backup() == null) {
			return;
		}
		try {
			this.backups.adopt(report.backup(), profile.name(), report.backedUp());
		}
		catch (DbAdapterException ex) {
			logger.warn("Could not list the backup of a fix", ex);
		}
	}

	/** What is asked next, {@code GET} for example, shall know of the repair. */
	private Mono<ValidationStatus> status(ResolvedProfile profile) {
		return this.checks.recheck(profile.name())
			.map(ValidationReport::status)
			.timeout(RECHECK, Mono.just(ValidationStatus.NOT_CHECKED));
	}

	private static WebEndpointResponse<Object> ok(Answer answer) {
		return new WebEndpointResponse<>(answer);
	}

	private static Mono<WebEndpointResponse<Object>> problem(HttpStatus status, String detail) {
		return Mono.just(Problems.of(status, detail));
	}

	private static Mono<WebEndpointResponse<Object>> failed(DbAdapterException ex, Request request) {
		HttpStatus status = status(ex);
		if (status.is5xxServerError()) {
			logger.warn("Could not %s the fix of %s over HTTP%s".formatted(request.confirm() ? "apply" : "plan",
					(request.profile() != null) ? request.profile() : "the active profile", sqlState(ex)));
		}
		return problem(status, detail(ex, status, request));
	}

	private static HttpStatus status(DbAdapterException ex) {
		if (ex instanceof FixRefusedException refused) {
			return switch (refused.getReason()) {
				case HAZARD_NOT_ALLOWED, BLOCKED -> HttpStatus.UNPROCESSABLE_CONTENT;
				case BUSY, CHANGED -> HttpStatus.CONFLICT;
				case NOT_PERMITTED, PROTECTED -> HttpStatus.FORBIDDEN;
				case FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
			};
		}
		if (ex instanceof NotPermittedException) {
			return HttpStatus.FORBIDDEN;
		}
		if (ex instanceof LockNotAvailableException || ex instanceof SchemaLockedException) {
			return HttpStatus.CONFLICT;
		}
		return (ex instanceof InvalidInputException) ? HttpStatus.BAD_REQUEST
				: (ex instanceof DatabaseUnavailableException) ? HttpStatus.SERVICE_UNAVAILABLE
						: (ex instanceof OperationRefusedException) ? HttpStatus.UNPROCESSABLE_CONTENT
								: HttpStatus.INTERNAL_SERVER_ERROR;
	}

	/** Messages of the server may quote rows, and name hosts and roles. */
	private static String detail(DbAdapterException ex, HttpStatus status, Request request) {
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			return "The database cannot be reached";
		}
		if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
			return request.confirm()
					? "The fix failed%s and what ran in its transaction was rolled back: use db-adapter fix to see why"
						.formatted(sqlState(ex))
					: "The plan could not be made" + sqlState(ex);
		}
		if (ex instanceof LockNotAvailableException blocked) {
			return blocked.getReason();
		}
		if (ex instanceof SchemaLockedException) {
			return "Another session is changing the schema. Try again when its transaction has ended";
		}
		return (ex instanceof NotPermittedException refused) ? refused.getReason()
				: Advising.messageOf(ex, RequestWords.INSTANCE);
	}

	private static String sqlState(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && sql.getSQLState() != null) {
				return " (SQLSTATE %s)".formatted(sql.getSQLState());
			}
		}
		return "";
	}

	/**
	 * What was asked for.
	 *
	 * @param profile name of the profile, {@code null} for the active one
	 * @param confirm whether to apply
	 * @param allow hazards that are accepted
	 * @param backup whether to back endangered tables up first
	 * @param plan the plan that is confirmed
	 * @param principal who asks
	 */
	record Request(@Nullable String profile, boolean confirm, @Nullable String allow, boolean backup,
			@Nullable String plan, @Nullable String principal) {

	}

	/**
	 * A plan, and what became of it.
	 *
	 * @param profile name of the profile
	 * @param outcome {@code PREVIEW}, {@code APPLIED} or {@code NOTHING_TO_DO}
	 * @param status how the schema compares afterwards
	 * @param durationMs time it took, in milliseconds
	 * @param notAllowed hazards that would have to be allowed
	 * @param backup name of the file with the rows of endangered tables
	 * @param plan the plan
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Answer(String profile, String outcome, @Nullable ValidationStatus status, @Nullable Long durationMs,
			@Nullable Set<Hazard> notAllowed, @Nullable String backup, @JsonUnwrapped PlanDescriptor plan) {

		static Answer of(ResolvedProfile profile, FixPlan plan, Set<Hazard> allowed) {
			Set<Hazard> notAllowed = EnumSet.noneOf(Hazard.class);
			notAllowed.addAll(plan.hazards());
			notAllowed.removeAll(allowed);
			return new Answer(profile.name(), plan.isEmpty() ? "NOTHING_TO_DO" : "PREVIEW", null, null, notAllowed,
					null, PlanDescriptor.of(plan, false, RequestWords.INSTANCE));
		}

		static Answer of(ResolvedProfile profile, FixReport report, ValidationStatus status) {
			return new Answer(profile.name(), "APPLIED", status, report.duration().toMillis(), null,
					(report.backup() != null) ? report.backup().getFileName().toString() : null,
					PlanDescriptor.of(report, false, RequestWords.INSTANCE));
		}

	}

}
