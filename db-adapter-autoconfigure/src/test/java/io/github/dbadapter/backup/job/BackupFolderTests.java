package io.github.dbadapter.backup.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.BackupResult;
import io.github.dbadapter.backup.Progress;
import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.backup.RestoreMode;
import io.github.dbadapter.backup.job.BackupJob.Restore;
import io.github.dbadapter.backup.job.BackupJob.State;
import io.github.dbadapter.backup.job.BackupJob.Wanted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackupFolderTests {

	private static final Wanted ALL = new Wanted(List.of(), null, false);

	private static final Instant NOW = Instant.now();

	@TempDir
	private Path path;

	private BackupFolder folder;

	@BeforeEach
	void create() {
		this.folder = new BackupFolder(this.path);
	}

	@Test
	void aFolderThatIsNotThereIsEmptyAndMadeWhenNeeded() {
		BackupFolder absent = new BackupFolder(this.path.resolve("a/b"));
		assertThat(absent.list()).isEmpty();
		assertThat(absent.find("x")).isNull();
		absent.write(running("x", ALL, null));
		assertThat(absent.list()).extracting(BackupJob::id).containsExactly("x");
	}

	@Test
	void aStateIsReadAsItWasWritten() {
		BackupJob job = running("x", new Wanted(List.of("users"), "7", true), null);
		this.folder.write(job.at(new Progress(Phase.LOAD, "users", 7, 9, 100), NOW));
		BackupJob read = this.folder.find("x");
		assertThat(read).isNotNull();
		assertThat(read.state()).isEqualTo(State.RUNNING);
		assertThat(read.wanted()).isEqualTo(job.wanted());
		assertThat(read.rows()).isEqualTo(7);
		assertThat(read.totalRows()).isEqualTo(9);
	}

	@Test
	void whatIsNoIdIsRefusedWhereverItIsUsed() {
		for (String id : new String[] { "", "..", "../x", "/etc/passwd", "a.b", "a/b", "a\\b", "a b", "x\n", "é",
				"x".repeat(121) }) {
			assertThatExceptionOfType(InvalidInputException.class).as(id).isThrownBy(() -> this.folder.find(id));
			assertThatExceptionOfType(InvalidInputException.class).as(id).isThrownBy(() -> this.folder.file(id));
			assertThatExceptionOfType(InvalidInputException.class).as(id).isThrownBy(() -> this.folder.delete(id));
		}
		assertThat(this.folder.newId("../Größe/\n" + "x".repeat(200))).matches("[A-Za-z0-9_-]{1,120}");
	}

	@Test
	void whatIsNotOursIsPassedOver() throws IOException {
		Files.writeString(this.path.resolve("broken.manifest.json"), "{\"id\": ");
		Files.writeString(this.path.resolve("empty.manifest.json"), "");
		Files.writeString(this.path.resolve("null.job.json"), "null");
		Files.writeString(this.path.resolve("plain.manifest.json"), "{}");
		Files.writeString(this.path.resolve("other.json.zst"), "");
		this.folder.write(running("x", ALL, null));
		Files.move(this.path.resolve("x.job.json"), this.path.resolve("y.job.json"));
		assertThat(this.folder.list()).isEmpty();
	}

	@Test
	void aJobWhoseInstanceIsGoneHasFailed() throws IOException {
		Instant old = NOW.minus(BackupFolder.STALE).minusSeconds(5);
		this.folder.write(running("x", ALL, null).alive(old));
		assertThat(this.folder.find("x").state()).isEqualTo(State.RUNNING);
		Files.setLastModifiedTime(this.path.resolve("x.job.json"), FileTime.from(old));
		BackupJob gone = this.folder.list().get(0);
		assertThat(gone.state()).isEqualTo(State.FAILED);
		assertThat(gone.error()).isEqualTo("The instance that ran it is gone");
		Files.createFile(this.path.resolve(".x.json.zst.123.part"));
		this.folder.delete("x");
		assertThat(this.path).isEmptyDirectory();
	}

	@Test
	void aBackupWithoutItsFileHasFailed() throws IOException {
		backup("x", ALL, NOW);
		assertThat(this.folder.find("x").state()).isEqualTo(State.COMPLETED);
		Files.delete(this.folder.file("x"));
		assertThat(this.folder.find("x").error()).isEqualTo("Its file is gone");
	}

	@Test
	void retentionCountsEachKindByItselfAndSparesWhatIsInUse() throws IOException {
		Wanted tenant = new Wanted(List.of(), "7", false);
		for (int day = 1; day <= 5; day++) {
			backup("all" + day, ALL, NOW.minus(Duration.ofDays(day)));
		}
		backup("tenant9", tenant, NOW.minus(Duration.ofDays(9)));
		this.folder.write(running("r", ALL, new Restore("all5", RestoreMode.SKIP, false)));
		Files.createFile(this.path.resolve("all9.json.zst"));
		assertThat(new Retention(null, null).apply(this.folder)).isEmpty();
		assertThat(new Retention(2, null).apply(this.folder)).containsExactlyInAnyOrder("all3", "all4");
		assertThat(new Retention(null, Duration.ofDays(8)).apply(this.folder)).containsExactly("tenant9");
		assertThat(this.folder.list()).extracting(BackupJob::id).containsExactly("r", "all1", "all2", "all5");
		assertThat(this.path.resolve("all9.json.zst")).exists();
		assertThat(this.path.resolve("all4.json.zst")).doesNotExist();
	}

	@Test
	void recordsWithoutAFileAreNotKeptForEver() {
		Instant old = NOW.minus(Duration.ofDays(31));
		BackupJob job = BackupJob.started("old", "local", ALL, null, old);
		this.folder.finish(job.failed("Cancelled", old));
		this.folder.finish(BackupJob.started("young", "local", ALL, null, NOW).failed("Cancelled", NOW));
		assertThat(new Retention(null, null).apply(this.folder)).isEmpty();
		assertThat(this.folder.list()).extracting(BackupJob::id).containsExactly("young");
	}

	@Test
	void whatAKilledProcessLeftIsDeleted() throws IOException {
		Instant old = NOW.minus(Duration.ofHours(2));
		this.folder.write(BackupJob.started("killed", "local", ALL, null, old));
		Files.setLastModifiedTime(this.path.resolve("killed.job.json"), FileTime.from(old));
		this.folder.write(running("alive", ALL, null));
		Files.createFile(this.path.resolve(".killed.json.zst.1.part"));
		Files.createFile(this.path.resolve(".alive.json.zst.1.part"));
		new Retention(null, null).apply(this.folder);
		assertThat(this.path.resolve(".killed.json.zst.1.part")).doesNotExist();
		assertThat(this.path.resolve(".alive.json.zst.1.part")).exists();
		assertThat(this.folder.find("killed").state()).isEqualTo(State.FAILED);
	}

	private void backup(String id, Wanted wanted, Instant createdAt) throws IOException {
		Files.createFile(this.folder.file(id));
		this.folder.add(id, "local", wanted,
				new BackupResult(this.folder.file(id), createdAt, List.of(), 0, Duration.ZERO, List.of()));
	}

	private static BackupJob running(String id, Wanted wanted, @Nullable Restore restore) {
		return BackupJob.started(id, "local", wanted, restore, NOW);
	}

}
