package io.github.dbadapter.backup;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A backup file in the making: a hidden {@code .part} file beside the final one, readable
 * by its owner only, which takes its name once it is complete and on disk.
 */
final class BackupFile implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(BackupFile.class);

	private final Path target;

	private final Path part;

	private final OutputStream out;

	private boolean published;

	private BackupFile(Path target, Path part, OutputStream out) {
		this.target = target;
		this.part = part;
		this.out = out;
	}

	static BackupFile create(Path file) {
		Path target = file.toAbsolutePath();
		Path folder = target.getParent();
		Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
		try {
			if (Files.isDirectory(target)) {
				throw new InvalidInputException(
						"Could not write the backup '%s': it is a folder. Name a file".formatted(file));
			}
			if (folder != null) {
				Files.createDirectories(folder);
			}
			if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
				Files.createFile(part,
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			}
			FileOutputStream stream = new FileOutputStream(part.toFile());
			return new BackupFile(target, part, Compression.of(target).compress(stream));
		}
		catch (IOException ex) {
			throw new InvalidInputException(
					"Could not write the backup '%s': %s".formatted(file, FileProblem.writing(ex, file)), ex);
		}
	}

	OutputStream out() {
		return this.out;
	}

	/**
	 * Makes the file visible under its name.
	 * @return its size in bytes
	 */
	long publish() throws IOException {
		this.out.close();
		try (FileChannel channel = FileChannel.open(this.part, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
		long size = Files.size(this.part);
		Files.move(this.part, this.target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		this.published = true;
		sync(this.target.getParent());
		return size;
	}

	/** The rename itself survives a power failure only once the folder is on disk. */
	private static void sync(@Nullable Path folder) {
		if (folder == null) {
			return;
		}
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (IOException ex) {
			logger.debug("Could not flush the folder " + folder, ex);
		}
	}

	@Override
	public void close() {
		if (this.published) {
			return;
		}
		try {
			this.out.close();
		}
		catch (IOException ex) {
			logger.debug("Could not close " + this.part, ex);
		}
		try {
			Files.deleteIfExists(this.part);
		}
		catch (IOException ex) {
			logger.warn("Could not delete the incomplete backup " + this.part, ex);
		}
	}

}
