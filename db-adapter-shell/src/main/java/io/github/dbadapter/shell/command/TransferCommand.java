package io.github.dbadapter.shell.command;

import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.Mask;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.ShellCommand;
import io.github.dbadapter.sync.SyncMode;
import io.github.dbadapter.sync.SyncRequest;
import io.github.dbadapter.sync.SyncService;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Option;

/**
 * A command that works on two profiles.
 */
abstract class TransferCommand implements ShellCommand {

	private final Profiles profiles;

	private final SyncService service;

	private final Environment environment;

	@Option(names = { "-f", "--from" }, required = true, paramLabel = "PROFILE",
			completionCandidates = ProfileNames.class, description = "Profile that rows come from.")
	private String from = "";

	@Option(names = "--to", paramLabel = "PROFILE", completionCandidates = ProfileNames.class,
			description = "Profile that rows go to; the active one unless told otherwise.")
	private @Nullable String to;

	@Option(names = "--tables", paramLabel = "TABLE", split = ",",
			description = "Tables wanted, separated by commas; those of db.sync.tables, or all, unless told otherwise.")
	private List<String> tables = List.of();

	@Option(names = "--user-id", paramLabel = "ID",
			description = "Owner whose rows are wanted; everyone's unless told otherwise.")
	private @Nullable String userId;

	@Option(names = "--show", paramLabel = "N", description = "Show the keys of the first N rows that differ.")
	private int show;

	@Option(names = "--mask", paramLabel = "TABLE.COLUMN=MASK",
			description = "Hide a column: null, hash, email, name or fixed:TEXT; may be repeated.")
	private List<String> masks = List.of();

	@Option(names = { "-m", "--mode" }, paramLabel = "MODE",
			description = "What a sync does with rows that exist: skip (default), overwrite, or mirror, which also deletes.")
	private @Nullable SyncMode mode;

	@Option(names = "--dry-run", description = "Only show, whatever else is given; compare never does more.")
	private boolean dryRun;

	TransferCommand(Profiles profiles, SyncService service, Environment environment) {
		this.profiles = profiles;
		this.service = service;
		this.environment = environment;
	}

	boolean dryRun() {
		return this.dryRun;
	}

	SyncService service() {
		return this.service;
	}

	ResolvedProfile source() {
		return this.profiles.resolve(this.from);
	}

	ResolvedProfile target() {
		return this.profiles.resolve(this.to);
	}

	/** What the configuration says, as far as no option says otherwise. */
	SyncRequest request(CommandScope scope) {
		if (this.show < 0) {
			throw new InvalidInputException("--show takes a number of rows, and %d is none".formatted(this.show));
		}
		SyncRequest configured = this.service.defaults();
		SyncRequest request = configured.withUserId(OwnerOption.of(this.userId, this.environment, scope))
			.withShow(this.show);
		if (!this.tables.isEmpty()) {
			request = request.withTables(this.tables);
		}
		if (this.mode != null) {
			request = request.withMode(this.mode);
		}
		return this.masks.isEmpty() ? request : request.withMasks(this.masks.stream().map(Mask::parse).toList());
	}

}
