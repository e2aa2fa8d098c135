package io.github.dbadapter.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;

/**
 * What changes when somebody writes to a file or puts another one in its place.
 *
 * @param size size in bytes
 * @param modified time of the last change
 * @param key the file behind the name, {@code null} where the file system has none
 */
record FileStamp(long size, FileTime modified, @Nullable Object key) {

	static FileStamp of(Path file) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		return new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
	}

}
