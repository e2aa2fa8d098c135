package io.github.dbadapter.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;

/**
 * How a file is compressed: written by its name, read by its first bytes. Both formats
 * carry a checksum of their own.
 */
enum Compression {

	NONE {

		@Override
		OutputStream compress(OutputStream out) {
			return out;
		}

		@Override
		InputStream decompress(InputStream in) {
			return in;
		}

	},

	GZIP {

		@Override
		OutputStream compress(OutputStream out) throws IOException {
			return new FastGzip(out);
		}

		@Override
		InputStream decompress(InputStream in) throws IOException {
			return new GZIPInputStream(in, BUFFER);
		}

	},

	ZSTD {

		@Override
		OutputStream compress(OutputStream out) throws IOException {
			ZstdOutputStream zstd = new ZstdOutputStream(out, 1);
			zstd.setChecksum(true);
			return zstd;
		}

		@Override
		InputStream decompress(InputStream in) throws IOException {
			return new ZstdInputStream(in);
		}

	};

	private static final int BUFFER = 1 << 16;

	private static final int ZSTD_MAGIC = 0x28b52ffd;

	static Compression of(Path file) {
		String name = file.getFileName().toString();
		if (name.endsWith(".zst")) {
			return ZSTD;
		}
		return name.endsWith(".gz") ? GZIP : NONE;
	}

	/** Opens a stream of whichever format it is in. */
	static InputStream open(InputStream file) throws IOException {
		BufferedInputStream buffered = new BufferedInputStream(file, BUFFER);
		buffered.mark(4);
		byte[] magic = buffered.readNBytes(4);
		buffered.reset();
		if (magic.length == 4 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
			return GZIP.decompress(buffered);
		}
		if (magic.length == 4 && ByteBuffer.wrap(magic).getInt() == ZSTD_MAGIC) {
			return ZSTD.decompress(buffered);
		}
		return buffered;
	}

	abstract OutputStream compress(OutputStream out) throws IOException;

	abstract InputStream decompress(InputStream in) throws IOException;

	private static final class FastGzip extends GZIPOutputStream {

		FastGzip(OutputStream out) throws IOException {
			super(out, BUFFER);
			this.def.setLevel(Deflater.BEST_SPEED);
		}

	}

}
