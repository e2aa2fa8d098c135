package io.github.dbadapter.shell.command;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.sync.SyncRequest;
import io.github.dbadapter.sync.SyncService;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;

/**
 * Compares the rows of two databases.
 */
@Command(name = "compare", description = "Compare the rows of two databases, table by table; nothing is written.")
final class CompareCommand extends TransferCommand {

	CompareCommand(Profiles profiles, SyncService service, Environment environment) {
		super(profiles, service, environment);
	}

	@Override
	public CommandResult run(CommandScope scope) {
		ResolvedProfile source = source();
		ResolvedProfile target = target();
		SyncRequest request = request(scope);
		try (ProgressLine progress = new ProgressLine(scope.console())) {
			return new CompareOutcome(source, target, request,
					scope.await(service().compare(source.name(), target.name(), request, progress)));
		}
	}

}
