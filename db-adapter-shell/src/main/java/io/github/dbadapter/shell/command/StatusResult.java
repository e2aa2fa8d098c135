package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Table;
import io.github.dbadapter.shell.render.Tone;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * Where one stands.
 *
 * @param named the name that was asked for, {@code null} for the active profile
 * @param profile the profile
 * @param lockFile path of the lock file, or {@code none}
 * @param locked the name in it, {@code null} if there is none
 * @param server what the server says, {@code null} if it cannot be reached
 * @param failure why it cannot be reached or asked, {@code null} if it can
 */
record StatusResult(@Nullable String named, ResolvedProfile profile, String lockFile, @Nullable String locked,
		@Nullable ServerFacts server, @Nullable DbAdapterException failure) implements CommandResult {

	@Override
	public ExitStatus status() {
		return (this.failure != null) ? ExitStatus.of(this.failure) : ExitStatus.DONE;
	}

	@Override
	public Object document() {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("profile", this.profile.name());
		document.put("origin", this.profile.describe());
		document.put("address", this.profile.profile().address());
		document.put("protected", this.profile.profile().isProtected());
		document.put("lockFile", this.lockFile);
		document.put("locked", this.locked);
		document.put("reachable", this.server != null);
		if (this.server != null) {
			document.put("version", this.server.version());
			if (this.server.warning() != null) {
				document.put("warning", this.server.warning());
			}
			document.put("user", this.server.user());
			document.put("database", this.server.database());
			document.put("standby", this.server.standby());
			document.put("readOnly", this.server.readOnly());
			document.put("millis", this.server.millis());
		}
		if (this.failure != null) {
			document.put("error", this.failure.getMessage());
		}
		return document;
	}

	@Override
	public void print(Screen screen) {
		screen.line(Headings.of(this.profile));
		screen.blank();
		Table table = new Table();
		row(table, "address", Tone.PLAIN, this.profile.profile().address());
		if (!this.profile.profile().description().isEmpty()) {
			row(table, "for", Tone.PLAIN, this.profile.profile().description());
		}
		row(table, "lock file", Tone.PLAIN,
				this.lockFile + ((this.locked != null) ? " names " + this.locked : ", not written"));
		if (this.server != null) {
			row(table, "server", Tone.GOOD,
					"PostgreSQL %s, answered in %d ms".formatted(this.server.version(), this.server.millis()));
			if (this.server.warning() != null) {
				row(table, "", Tone.WARN, this.server.warning());
			}
			row(table, "login", Tone.PLAIN, this.server.user() + " on " + this.server.database());
			row(table, "mode", (this.server.standby() || this.server.readOnly()) ? Tone.WARN : Tone.PLAIN,
					this.server.mode());
		}
		if (this.failure != null) {
			row(table, "server", Tone.BAD, problem(this.failure));
		}
		screen.table(table);
		if (this.server != null) {
			screen.blank();
			screen.next(CommandWords.of("validate").with("--profile", this.named).toString(),
					"compares the schema with the expected one");
		}
	}

	private static String problem(DbAdapterException failure) {
		if (failure instanceof DatabaseUnavailableException unavailable) {
			return unavailable.isLoginRefused() ? "refuses the login" : "not reachable";
		}
		return "not asked";
	}

	private static void row(Table table, String name, Tone tone, String value) {
		table.row(new AttributedString(name), tone.of(value));
	}

}
