package io.github.dbadapter.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hashes a range of the bytes that a parser reads. The parser asks for more only when it
 * has used up what it got, so that a range never begins or ends before the last piece.
 */
final class HashingInput extends InputStream {

	private final InputStream in;

	private final MessageDigest digest;

	private byte[] piece = new byte[1 << 13];

	private int length;

	private long pieceStart;

	private long from = -1;

	HashingInput(InputStream in) {
		this.in = in;
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Hashes from the byte at this offset of the stream on. */
	void begin(long offset) {
		this.from = offset;
	}

	/** Ends the hash with the byte at this offset. */
	String end(long offset) {
		update(offset + 1);
		this.from = -1;
		return HexFormat.of().formatHex(this.digest.digest());
	}

	/** Bytes read so far. */
	long position() {
		return this.pieceStart + this.length;
	}

	private void update(long to) {
		if (this.from >= 0 && to > this.from) {
			this.digest.update(this.piece, (int) (this.from - this.pieceStart), (int) (to - this.from));
			this.from = to;
		}
	}

	@Override
	public int read(byte[] target, int offset, int wanted) throws IOException {
		update(position());
		this.pieceStart = position();
		if (this.piece.length < wanted) {
			this.piece = new byte[wanted];
		}
		int count = this.in.read(target, offset, wanted);
		this.length = Math.max(count, 0);
		System.arraycopy(target, offset, this.piece, 0, this.length);
		return count;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) > 0) ? one[0] & 0xff : -1;
	}

	@Override
	public void close() throws IOException {
		this.in.close();
	}

}
