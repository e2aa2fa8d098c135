package io.github.dbadapter;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the platform's exceptions mean, in words.
 */
class FileProblemTests {

	@TempDir
	private Path folder;

	@Test
	void reading() throws IOException {
		Path garbage = Files.write(this.folder.resolve("garbage"), new byte[] { (byte) 0xC3, 0x28, (byte) 0xFF });
		assertThat(read(this.folder.resolve("none"))).isEqualTo("there is no such file. Check the name");
		assertThat(read(this.folder)).isEqualTo("it is a folder. Name a file");
		assertThat(read(garbage)).isEqualTo("it is not text in UTF-8. Check that it is the right file");
		assertThat(FileProblem.reading(new AccessDeniedException("x"))).startsWith("permission denied. Have the file");
		assertThat(FileProblem.reading(new IOException())).isEqualTo("input or output failed");
	}

	@Test
	void writing() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertThat(written(this.folder.resolve("none/x"))).isEqualTo(
				"there is no folder '%s'. Create it, or name another file".formatted(this.folder.resolve("none")));
		assertThat(written(this.folder)).isEqualTo("it is a folder. Name a file");
		assertThat(written(file.resolve("x")))
			.isEqualTo("'%s' is a file and no folder. Name another file".formatted(file));
		assertThat(FileProblem.writing(new AccessDeniedException("x"), file.resolveSibling("x")))
			.startsWith("permission denied. Have '%s' made writable to user '".formatted(this.folder));
		assertThat(FileProblem.writing(new FileNotFoundException("x (Permission denied)"), file))
			.startsWith("permission denied. Have ");
		assertThat(FileProblem.writing(new IOException("No space left on device"), file))
			.isEqualTo("no space left on device. Name another file");
		assertThat(FileProblem.writing(new FileSystemException("x", null, "Read-only file system"), file))
			.isEqualTo("read-only file system. Name another file");
	}

	private static String read(Path file) {
		return FileProblem.reading(catchThrowableOfType(IOException.class, () -> Files.readString(file)));
	}

	private static String written(Path file) {
		return FileProblem.writing(catchThrowableOfType(IOException.class, () -> Files.writeString(file, "x")), file);
	}

}
