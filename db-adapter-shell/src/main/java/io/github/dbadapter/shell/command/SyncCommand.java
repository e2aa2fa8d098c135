package io.github.dbadapter.shell.command;

import java.util.List;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.fix.Hazard;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.sync.SyncMode;
import io.github.dbadapter.sync.SyncRequest;
import io.github.dbadapter.sync.SyncResult;
import io.github.dbadapter.sync.SyncService;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Carries rows from one database into another one, or tells what that would do.
 */
@Command(name = "sync",
		description = "Show what carrying rows from one database into another would do; with --confirm, do it.")
final class SyncCommand extends TransferCommand {

	@Option(names = "--confirm", arity = "0..1", fallbackValue = "", paramLabel = "PROFILE",
			description = "Apply; for a protected profile with its name.")
	private @Nullable String confirm;

	@Option(names = "--allow", paramLabel = "HAZARD", split = ",",
			description = "Hazards to accept: data-loss, which mirror needs.")
	private List<Hazard> allow = List.of();

	SyncCommand(Profiles profiles, SyncService service, Environment environment) {
		super(profiles, service, environment);
	}

	@Override
	public CommandResult run(CommandScope scope) {
		ResolvedProfile source = source();
		ResolvedProfile target = target();
		boolean apply = !dryRun() && Confirmation.isGiven(this.confirm, target);
		SyncRequest request = request(scope).withPreview(!apply)
			.withAllowDataLoss(this.allow.contains(Hazard.DATA_LOSS))
			.withConfirm(apply ? target.name() : null);
		return sync(source, target, request, scope);
	}

	private SyncOutcome sync(ResolvedProfile source, ResolvedProfile target, SyncRequest request, CommandScope scope) {
		try (ProgressLine progress = new ProgressLine(scope.console())) {
			SyncResult result = scope.await(service().sync(source.name(), target.name(), request, progress));
			boolean allowed = request.mode() != SyncMode.MIRROR || request.allowDataLoss();
			return new SyncOutcome(source, target, request, result, (dryRun() || !allowed) ? null
					: (inner) -> sync(source, target, request.withPreview(false).withConfirm(target.name()), inner));
		}
	}

}
