package io.github.dbadapter;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Says in words why a file cannot be read or written, and what to do. The exceptions of
 * the platform say it with their class, and their message is often only the file's name.
 *
 * @since 0.1.0
 */
public final class FileProblem {

	private FileProblem() {
	}

	/**
	 * Describes why a file cannot be read.
	 * @param failure what reading gave
	 * @return what was found and the next step, without a full stop at the end
	 */
	public static String reading(IOException failure) {
		if (failure instanceof NoSuchFileException) {
			return "there is no such file. Check the name";
		}
		if (failure instanceof AccessDeniedException) {
			return "permission denied. Have the file made readable to user '%s'".formatted(user());
		}
		if (failure instanceof CharacterCodingException) {
			return "it is not text in UTF-8. Check that it is the right file";
		}
		String reason = reason(failure);
		return reason.equals("is a directory") ? "it is a folder. Name a file" : reason;
	}

	/**
	 * Describes why a file cannot be written.
	 * @param failure what writing gave
	 * @param file the file
	 * @return what was found and the next step, without a full stop at the end
	 */
	public static String writing(IOException failure, Path file) {
		Path folder = file.toAbsolutePath().normalize().getParent();
		if (Files.isDirectory(file)) {
			return "it is a folder. Name a file";
		}
		String reason = reason(failure);
		if (folder != null && !Files.exists(folder) && failure instanceof NoSuchFileException) {
			return "there is no folder '%s'. Create it, or name another file".formatted(folder);
		}
		if (failure instanceof AccessDeniedException || reason.equals("permission denied")) {
			return "permission denied. Have '%s' made writable to user '%s', or name another file"
				.formatted(Files.exists(file) && !Files.isWritable(file) ? file : folder, user());
		}
		if (failure instanceof FileAlreadyExistsException || reason.equals("not a directory")) {
			return "'%s' is a file and no folder. Name another file".formatted(nearest(folder, file));
		}
		if (failure instanceof DirectoryNotEmptyException) {
			return "it is a folder. Name a file";
		}
		return reason + ". Name another file";
	}

	private static Path nearest(@Nullable Path folder, Path file) {
		Path existing = (folder != null) ? folder : file;
		while (existing.getParent() != null && !Files.exists(existing)) {
			existing = existing.getParent();
		}
		return existing;
	}

	/** What the operating system says, which is the last part of what is told. */
	private static String reason(IOException failure) {
		String text = (failure instanceof FileSystemException known) ? known.getReason() : failure.getMessage();
		if (failure instanceof FileNotFoundException && text != null && text.endsWith(")")) {
			text = text.substring(text.lastIndexOf('(') + 1, text.length() - 1);
		}
		if (text == null || text.isBlank()) {
			return "input or output failed";
		}
		return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
	}

	private static String user() {
		return System.getProperty("user.name");
	}

}
