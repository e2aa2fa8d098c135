package io.github.dbadapter.shell.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.SchemaSnapshot;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.JsonDocuments;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a schema.
 *
 * @param profile the database's profile
 * @param schema its schema
 * @param file where the snapshot has been written, {@code null} if it is the output
 */
record SnapshotResult(ResolvedProfile profile, DatabaseSchema schema, @Nullable Path file) implements CommandResult {

	@Override
	public ExitStatus status() {
		return ExitStatus.DONE;
	}

	@Override
	public Object document() {
		if (this.file == null) {
			return JsonDocuments.read(SchemaSnapshot.write(this.schema));
		}
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("profile", this.profile.name());
		document.put("file", this.file.toString());
		document.put("format", SchemaSnapshot.FORMAT);
		document.put("tables", tables());
		document.put("objects", this.schema.objects().size());
		return document;
	}

	/** What the screen escapes is escaped as JSON does it, so the text stays the same. */
	@Override
	public void print(Screen screen) {
		if (this.file == null) {
			SchemaSnapshot.write(this.schema).lines().forEach(screen::line);
			return;
		}
		screen.line(Headings.of(this.profile));
		screen.line(Tone.GOOD,
				"✓ %d tables, %d objects written to %s".formatted(tables(), this.schema.objects().size(), this.file));
		screen.next("db-adapter validate --schema-file " + this.file, "compares a database with it");
	}

	private long tables() {
		return this.schema.objects(Table.class).count();
	}

}
