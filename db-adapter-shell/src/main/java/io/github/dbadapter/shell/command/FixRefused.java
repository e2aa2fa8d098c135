package io.github.dbadapter.shell.command;

import java.util.Map;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.schema.fix.FixRefusedException;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.OptionWords;
import io.github.dbadapter.shell.render.Screen;
import org.jspecify.annotations.Nullable;

/**
 * A plan that was to be applied and was not, for what it says itself.
 *
 * @param offer the plan
 * @param refusal why
 */
record FixRefused(FixOffer offer, FixRefusedException refusal) implements CommandResult {

	@Override
	public ExitStatus status() {
		return ExitStatus.REFUSED;
	}

	@Override
	public DbAdapterException failure() {
		return this.refusal;
	}

	@Override
	public Object document() {
		Map<String, @Nullable Object> document = FixPreview.document(this.offer, "REFUSED");
		document.put("reason", this.refusal.getReason());
		document.put("error", this.refusal.getMessage(OptionWords.INSTANCE));
		return document;
	}

	@Override
	public void print(Screen screen) {
		FixPreview.print(this.offer, screen);
	}

}
