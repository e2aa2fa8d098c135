package io.github.dbadapter.test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds the work of another thread at a place that the test chooses, also when that
 * thread is interrupted, until the test lets it go on.
 */
public final class Gate {

	private static final long PATIENCE_SECONDS = 120;

	private final CountDownLatch arrived = new CountDownLatch(1);

	private final CountDownLatch opened = new CountDownLatch(1);

	/**
	 * Called by the work. Returns when the gate has been opened.
	 */
	public void hold() {
		this.arrived.countDown();
		boolean interrupted = false;
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (this.opened.getCount() > 0 && System.nanoTime() < end) {
			try {
				this.opened.await(1, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Waits until the work is held.
	 */
	public void awaitArrival() {
		try {
			if (!this.arrived.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new AssertionError("The work has not come to the gate");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	/**
	 * Lets the work go on, now and whenever it comes again.
	 */
	public void open() {
		this.opened.countDown();
	}

}
