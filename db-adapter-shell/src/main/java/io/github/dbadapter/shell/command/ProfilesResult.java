package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.dbadapter.profile.DatabaseProfile;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Table;
import io.github.dbadapter.shell.render.Tone;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * The profiles there are.
 *
 * @param active the active one, {@code null} if none is
 * @param entries all that were asked for, by name
 */
record ProfilesResult(@Nullable ResolvedProfile active, List<Entry> entries) implements CommandResult {

	@Override
	public ExitStatus status() {
		return ExitStatus.DONE;
	}

	@Override
	public Object document() {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("active", (this.active != null) ? this.active.name() : null);
		document.put("origin", (this.active != null) ? this.active.describe() : null);
		document.put("profiles", this.entries.stream().map((entry) -> entry.document(isActive(entry))).toList());
		return document;
	}

	@Override
	public void print(Screen screen) {
		if (this.entries.isEmpty()) {
			screen.line("No profile is defined: add one to db.toml or under db.profiles, or set DATABASE_URL.");
		}
		else {
			Table table = new Table().heading("", "profile", "address", "description");
			this.entries.forEach((entry) -> table.row(entry.row(isActive(entry))));
			screen.table(table);
		}
		if (this.active != null) {
			screen.blank();
			screen.line(Tone.FAINT, "active: " + this.active);
		}
	}

	private boolean isActive(Entry entry) {
		return this.active != null && this.active.isNamed() && this.active.name().equals(entry.name());
	}

	/**
	 * One profile.
	 *
	 * @param name its name
	 * @param provider what stands behind it, empty if unusable
	 * @param address host, port and database, for Supabase the project's and the direct
	 * connection's, empty if unusable
	 * @param description what it is for
	 * @param isProtected whether writing needs its name
	 * @param problem why it cannot be used, {@code null} if it can
	 */
	record Entry(String name, String provider, String address, String description, boolean isProtected,
			@Nullable String problem) {

		static Entry of(DatabaseProfile profile) {
			return new Entry(profile.name(), profile.provider().name().toLowerCase(Locale.ROOT), address(profile),
					profile.description(), profile.isProtected(), null);
		}

		private static String address(DatabaseProfile profile) {
			if (profile.supabase() == null) {
				return profile.address();
			}
			return profile.supabase().url()
					+ ((profile.connection() != null) ? ", directly " + profile.connection().address() : ", REST only");
		}

		static Entry unusable(String name, String problem) {
			return new Entry(name, "", "", "", false, problem);
		}

		private Object document(boolean active) {
			Map<String, @Nullable Object> document = new LinkedHashMap<>();
			document.put("name", this.name);
			document.put("active", active);
			if (this.problem != null) {
				document.put("problem", this.problem);
				return document;
			}
			document.put("provider", this.provider);
			document.put("address", this.address);
			document.put("description", this.description);
			document.put("protected", this.isProtected);
			return document;
		}

		private AttributedString[] row(boolean active) {
			AttributedString last = (this.problem != null) ? Tone.BAD.of(this.problem)
					: Tone.PLAIN.of((this.isProtected ? "protected  " : "") + this.description);
			return new AttributedString[] { Tone.GOOD.of(active ? "*" : ""),
					(active ? Tone.STRONG : Tone.PLAIN).of(this.name), Tone.PLAIN.of(this.address), last };
		}

	}

}
