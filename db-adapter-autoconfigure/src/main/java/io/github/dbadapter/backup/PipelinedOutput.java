package io.github.dbadapter.backup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.dbadapter.copy.GrowableBytes;
import org.jspecify.annotations.Nullable;

/**
 * Takes chunks of a file from one thread and hashes, compresses and writes them on
 * another. Memory is bounded by the chunks in flight. Used by one thread.
 */
final class PipelinedOutput implements AutoCloseable {

	private static final int CHUNK = 1 << 18;

	private static final int CHUNKS = 6;

	private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS);

	private final BlockingQueue<GrowableBytes> free = new ArrayBlockingQueue<>(CHUNKS);

	private final OutputStream out;

	private final Thread writer;

	private final List<String> hashes = new ArrayList<>();

	private volatile @Nullable Throwable failure;

	private GrowableBytes current = new GrowableBytes(CHUNK + CHUNK / 4);

	private long written;

	PipelinedOutput(OutputStream out) {
		this.out = out;
		for (int i = 1; i < CHUNKS; i++) {
			this.free.add(new GrowableBytes(CHUNK + CHUNK / 4));
		}
		this.writer = new Thread(this::work, "db-adapter-backup-writer");
		this.writer.setDaemon(true);
		this.writer.start();
	}

	/** The buffer to append to; call {@link #flushIfFull()} between rows. */
	GrowableBytes buffer() {
		return this.current;
	}

	void flushIfFull() throws IOException {
		if (this.current.size() >= CHUNK) {
			flush(Mark.NONE);
		}
	}

	/** Bytes handed over so far, before compression. */
	long written() {
		return this.written + this.current.size();
	}

	/** From here on bytes are hashed. */
	void beginHash() throws IOException {
		flush(Mark.BEGIN_AFTER);
	}

	/** The hash ends here; {@link #drain()} gives it. */
	void endHash() throws IOException {
		flush(Mark.END_AFTER);
	}

	private void flush(Mark mark) throws IOException {
		this.written += this.current.size();
		try {
			put(new Chunk(this.current, mark));
			GrowableBytes next = null;
			while (next == null) {
				next = this.free.poll(100, TimeUnit.MILLISECONDS);
				check();
			}
			next.clear(CHUNK + CHUNK / 4);
			this.current = next;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while writing the backup");
		}
	}

	private void put(Chunk chunk) throws IOException, InterruptedException {
		while (!this.full.offer(chunk, 100, TimeUnit.MILLISECONDS)) {
			check();
		}
	}

	private void check() throws IOException {
		Throwable found = this.failure;
		if (found != null) {
			throw (found instanceof IOException ex) ? ex : new IOException(found);
		}
	}

	/**
	 * Waits until all is hashed and written.
	 * @return the hashes in order
	 */
	List<String> drain() throws IOException {
		flush(Mark.NONE);
		try {
			while (this.free.size() < CHUNKS - 1) {
				check();
				Thread.sleep(1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while writing the backup");
		}
		check();
		return List.copyOf(this.hashes);
	}

	/** Stops the thread; what was not drained may not have been written. */
	@Override
	public void close() {
		this.writer.interrupt();
		try {
			this.writer.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void work() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			boolean hashing = false;
			while (true) {
				Chunk chunk = this.full.take();
				GrowableBytes bytes = chunk.bytes();
				if (hashing) {
					digest.update(bytes.array(), 0, bytes.size());
				}
				this.out.write(bytes.array(), 0, bytes.size());
				if (chunk.mark() == Mark.BEGIN_AFTER) {
					hashing = true;
				}
				else if (chunk.mark() == Mark.END_AFTER) {
					hashing = false;
					this.hashes.add(HexFormat.of().formatHex(digest.digest()));
				}
				this.free.put(bytes);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException | NoSuchAlgorithmException | RuntimeException | Error ex) {
			this.failure = ex;
		}
	}

	private enum Mark {

		NONE, BEGIN_AFTER, END_AFTER

	}

	private record Chunk(GrowableBytes bytes, Mark mark) {

	}

}
