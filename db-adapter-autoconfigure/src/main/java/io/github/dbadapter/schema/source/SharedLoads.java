package io.github.dbadapter.schema.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Mono;

/**
 * Remembers what has been loaded, and lets those who ask for it while it is being loaded
 * wait for the same load. Safe for concurrent use.
 *
 * @param <K> what a result depends on
 * @param <V> type of the results
 */
final class SharedLoads<K, V> {

	private static final int REMEMBERED = 8;

	private final Map<K, V> loaded = Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
			return size() > REMEMBERED;
		}

	});

	private final Map<Flight<K>, Mono<V>> flights = new ConcurrentHashMap<>();

	/**
	 * Returns what is remembered, else what a load gives. Cold. A failure is told to all
	 * who wait and is not remembered; a load ends early only when all who wait cancel.
	 * @param key what the result depends on
	 * @param access how it is loaded: only those who would do it in the same way share it
	 * @param load loads it
	 * @return the result, once
	 */
	Mono<V> get(K key, Object access, Mono<V> load) {
		return Mono.defer(() -> {
			V known = this.loaded.get(key);
			return (known != null) ? Mono.just(known)
					: this.flights.computeIfAbsent(new Flight<>(key, access), (flight) -> start(flight, load));
		});
	}

	private Mono<V> start(Flight<K> flight, Mono<V> load) {
		Mono<V> once = Mono.defer(() -> {
			V known = this.loaded.get(flight.key());
			return (known != null) ? Mono.just(known) : load.doOnNext((value) -> this.loaded.put(flight.key(), value));
		});
		return once.doFinally((signal) -> this.flights.remove(flight)).flux().replay(1).refCount().singleOrEmpty();
	}

	private record Flight<K>(K key, Object access) {

	}

}
