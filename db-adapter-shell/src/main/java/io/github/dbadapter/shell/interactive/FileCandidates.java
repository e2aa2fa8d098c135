package io.github.dbadapter.shell.interactive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import org.jline.reader.Candidate;

/**
 * Offers the files and folders whose names begin as typed. Hidden ones only when asked
 * for with a dot.
 */
final class FileCandidates {

	private FileCandidates() {
	}

	static void add(String before, String typed, List<Candidate> candidates) {
		int nameStart = typed.lastIndexOf('/') + 1;
		String folder = typed.substring(0, nameStart);
		String name = typed.substring(nameStart);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
			for (Path file : files) {
				String fileName = file.getFileName().toString();
				if (fileName.startsWith(name) && (name.startsWith(".") || !fileName.startsWith("."))) {
					boolean isFolder = Files.isDirectory(file);
					String display = fileName + (isFolder ? "/" : "");
					candidates
						.add(new Candidate(before + folder + display, display, null, null, null, null, !isFolder));
				}
			}
		}
		catch (IOException | InvalidPathException ex) {
			// nothing to offer; the command itself tells what is wrong with the path
		}
	}

}
