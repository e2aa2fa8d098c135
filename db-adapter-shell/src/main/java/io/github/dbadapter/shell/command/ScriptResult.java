package io.github.dbadapter.shell.command;

import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.OptionWords;
import io.github.dbadapter.shell.render.Screen;

/**
 * Drift as the statements that would repair it.
 *
 * @param plan the statements
 * @param strict whether what is merely extra counts as drift
 */
record ScriptResult(FixPlan plan, boolean strict) implements CommandResult {

	@Override
	public ExitStatus status() {
		boolean drift = !this.plan.isEmpty() || !this.plan.unresolved().isEmpty();
		return (drift || (this.strict && !this.plan.left().isEmpty())) ? ExitStatus.FOUND_WANTING : ExitStatus.DONE;
	}

	@Override
	public String script() {
		return this.plan.toSql(OptionWords.INSTANCE);
	}

	@Override
	public Object document() {
		throw new UnsupportedOperationException("Drift as JSON is a report");
	}

	@Override
	public void print(Screen screen) {
		throw new UnsupportedOperationException("Drift as text is a report");
	}

}
