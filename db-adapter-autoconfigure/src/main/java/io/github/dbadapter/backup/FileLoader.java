package io.github.dbadapter.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;

import io.github.dbadapter.backup.Progress.Phase;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Second reading of a file: brings the rows of its tables to their loaders. Can be done
 * again.
 */
final class FileLoader {

	private final BackupContents contents;

	private final RestorePlan plan;

	private final ProgressListener listener;

	FileLoader(BackupContents contents, RestorePlan plan, ProgressListener listener) {
		this.contents = contents;
		this.plan = plan;
		this.listener = listener;
	}

	void load(RowLoader.Factory loaders) throws SQLException {
		ProgressMeter progress = new ProgressMeter(this.listener, Phase.LOAD, this.contents.rows());
		try (InputStream raw = Files.newInputStream(this.contents.file());
				HashingInput input = new HashingInput(Compression.open(raw));
				JsonParser parser = BackupReader.FACTORY.createParser(ObjectReadContext.empty(), input)) {
			refuseChange();
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				FileTable file = this.contents.find(parser.currentName());
				parser.nextToken();
				RestoreTable table = (file != null) ? this.plan.find(file) : null;
				if (table != null) {
					progress.table(table.file().key(), input.position());
					load(parser, table, input, loaders, progress);
				}
				else {
					parser.skipChildren();
				}
			}
			refuseChange();
			progress.table("", input.position());
		}
		catch (IOException | JacksonException ex) {
			throw changed(ex);
		}
	}

	/** What is read here has been checked only if it is what was read then. */
	private void refuseChange() throws IOException {
		if (!FileStamp.of(this.contents.file()).equals(this.contents.stamp())) {
			throw changed(null);
		}
	}

	private void load(JsonParser parser, RestoreTable table, HashingInput input, RowLoader.Factory loaders,
			ProgressMeter progress) throws SQLException {
		RowLoader loader = loaders.create(table);
		while (parser.nextToken() == JsonToken.START_OBJECT) {
			loader.row(parser);
			progress.row(input.position());
		}
		if (loader.finish() != table.file().rows()) {
			throw changed(null);
		}
	}

	private InvalidBackupException changed(@Nullable Exception ex) {
		return new InvalidBackupException(this.contents.file(),
				List.of("it changed while it was restored" + ((ex != null) ? ": " + ex.getMessage() : "")), ex);
	}

}
