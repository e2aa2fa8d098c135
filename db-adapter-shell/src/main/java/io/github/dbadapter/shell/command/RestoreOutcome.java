package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.dbadapter.backup.BackupOrigin;
import io.github.dbadapter.backup.ErrorMode;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.RestoreResult;
import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.render.Screen;
import org.jspecify.annotations.Nullable;

/**
 * What a restore did, or would do.
 *
 * @param profile the database's profile
 * @param request what was asked for
 * @param result the numbers
 * @param next does what was shown, {@code null} if it is not to be asked for
 */
record RestoreOutcome(ResolvedProfile profile, RestoreRequest request, RestoreResult result,
		@Nullable Function<CommandScope, RestoreOutcome> next) implements CommandResult {

	@Override
	public ExitStatus status() {
		boolean pending = this.request.preview() && this.result.hasChanges();
		return (pending || this.result.failed() > 0) ? ExitStatus.FOUND_WANTING : ExitStatus.DONE;
	}

	/** Whether applying what was previewed would write something. */
	boolean isApplicable() {
		return this.request.preview() && this.result.hasChanges()
				&& (this.result.failed() == 0 || this.request.onError() == ErrorMode.CONTINUE);
	}

	@Override
	public @Nullable CommandResult goOn(CommandScope scope) {
		return (this.next != null && isApplicable()
				&& Confirmation.isGivenWhenAsked("Restore into", this.profile, scope)) ? this.next.apply(scope) : null;
	}

	@Override
	public Object document() {
		BackupOrigin origin = this.result.origin();
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("profile", this.profile.name());
		document.put("file", this.request.file().toString());
		document.put("fileProfile", origin.profile());
		document.put("fileCreatedAt", (origin.createdAt() != null) ? origin.createdAt().toString() : null);
		document.put("fileMasked", origin.masked());
		document.put("schemaEqual", this.result.schemaEqual());
		document.put("userId", this.request.userId());
		document.put("mode", this.request.mode());
		document.put("outcome", this.result.outcome());
		document.put("success", this.result.failed() == 0);
		document.put("durationMs", this.result.duration().toMillis());
		document.put("tables", this.result.tables().stream().map(RestoreOutcome::document).toList());
		document.put("triggers", this.result.triggers());
		document.put("notices", this.result.notices());
		return document;
	}

	/** With the names that the Python library gives to the numbers. */
	private static Map<String, @Nullable Object> document(TableResult table) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("table", table.table());
		document.put("rows", table.rows());
		document.put("inserted", table.inserted());
		document.put("updated", table.updated());
		document.put("unchanged", table.unchanged());
		document.put("skipped", table.skipped());
		document.put("failed", table.failed());
		document.put("rolled_back", table.rolledBack());
		document.put("rekeyed", table.rekeyed());
		document.put("skip_reasons", table.skipReasons());
		document.put("failure_details", table.failureDetails().stream().map(RestoreOutcome::document).toList());
		return document;
	}

	static Map<String, @Nullable Object> document(FailureDetail failure) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("row_index", failure.rowIndex());
		document.put("old_pk", failure.oldPk());
		document.put("error", failure.error());
		return document;
	}

	@Override
	public void print(Screen screen) {
		new RestoreScreen(this).print(screen);
	}

	List<TableResult> tables() {
		return this.result.tables();
	}

}
