package io.github.dbadapter.copy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte buffer that grows and gives its array away without copying. Not safe for
 * concurrent use.
 *
 * @since 0.1.0
 */
public final class GrowableBytes {

	private byte[] bytes;

	private int size;

	public GrowableBytes(int capacity) {
		this.bytes = new byte[capacity];
	}

	/**
	 * Returns the buffer itself, of which the first {@link #size()} bytes count; valid
	 * until the next write.
	 * @return the array behind this buffer
	 */
	public byte[] array() {
		return this.bytes;
	}

	public int size() {
		return this.size;
	}

	/**
	 * Forgets the content. Memory far beyond the capacity wanted is given back, so that
	 * one huge row does not stay.
	 * @param capacity capacity in bytes to keep
	 */
	public void clear(int capacity) {
		this.size = 0;
		if (this.bytes.length > 4 * capacity) {
			this.bytes = new byte[capacity];
		}
	}

	public void truncate(int size) {
		this.size = size;
	}

	public void write(int value) {
		if (this.size == this.bytes.length) {
			grow(1);
		}
		this.bytes[this.size++] = (byte) value;
	}

	public void write(byte[] source, int from, int length) {
		if (this.bytes.length - this.size < length) {
			grow(length);
		}
		System.arraycopy(source, from, this.bytes, this.size, length);
		this.size += length;
	}

	public void write(byte[] source) {
		write(source, 0, source.length);
	}

	public void write(String text) {
		write(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Makes room, for writers that fill the array themselves.
	 * @param length bytes that will be written
	 * @return the array, to be filled from {@link #size()} on
	 */
	public byte[] reserve(int length) {
		if (this.bytes.length - this.size < length) {
			grow(length);
		}
		return this.bytes;
	}

	/**
	 * Takes over what was written into the array that {@link #reserve(int)} gave.
	 * @param size the new size
	 */
	public void advanceTo(int size) {
		this.size = size;
	}

	private void grow(int length) {
		long wanted = Math.max((long) this.size + length, this.bytes.length * 2L);
		if ((long) this.size + length > Integer.MAX_VALUE - 8) {
			throw new OutOfMemoryError("A row of more than 2 GB");
		}
		this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
	}

}
